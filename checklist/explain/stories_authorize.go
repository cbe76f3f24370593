package explain

// storiesOfAuthorizing are those of the browser: from the authorize page to the callback.
func storiesOfAuthorizing() []story {
	return []story{
		{
			code: "browser-blocks-localhost",
			ideas: []idea{
				either(anyOf("http,http address,plain http"), ideaThisHost()),
				anyOf("https only,only https,https uniquement,uniquement https,nur https,https nur,solo https,sólo https,apenas https,somente https,alleen https,tylko https,httpsのみ,secure version,version sécurisée,sichere version,versión segura,только https,仅https,僅https,只用https,仅限https,只允许https,https模式,https전용,https만,yalnızca https,sadece https"),
				anyOf("firefox,browser,chrome,safari,edge,navigateur,navegador,przeglądark,ブラウザ,браузер,хром,浏览器,瀏覽器,브라우저,크롬,tarayıcı"),
			},
		},
		{
			code: "callback-unreachable",
			ideas: []idea{
				ideaThisHost(),
				anyOf("ssh,remote,on a server,on the server,container,docker,vm ,auf dem server,auf einem server,sur le serveur,sur un serveur,en el servidor,en un servidor,no servidor,num servidor,sul server,su un server,op de server,op een server,na serwerze,サーバー上,サーバ上,на сервере,на удалённо,на удаленно,контейнер,виртуалк,服务器上,伺服器上,远程,遠端,容器,서버에서,서버에 접속,서버에 붙,원격,컨테이너,sunucuda,sunucu üzerinde,uzak sunucu,uzaktaki,konteyner"),
				anyOf("cant connect,cannot connect,cant reach,cannot reach,not connect,refused,unreachable,nothing there,nicht verbinden,keine verbindung,nicht erreichbar,pas se connecter,impossible de se connecter,injoignable,no puede conectar,no se puede conectar,não consegue,não pode conectar,non riesce,impossibile,geen verbinding,kan niet,nie może się,nie można,つながらない,接続でき,не может подключ,не удаётся подключ,не удается подключ,не может установить,не удалось подключ,не открыва,недоступ,отказано в подключ,无法连接,無法連線,連不上,连不上,无法访问,無法存取,拒绝连接,拒絕連線,打不开,無法開啟,无法打开,연결할 수 없,접속할 수 없,연결이 안,연결되지,연결 거부,연결을 거부,열리지 않,안 열,bağlanamı,bağlanılam,ulaşılam,erişilemi,ulaşamı,açılmıyor,bağlantı redded"),
				anyOf("browser,consent,allow,callback,address bar,laptop,zulassen,navigateur,autoriser,navegador,permitir,consenti,toestaan,przeglądark,zgod,ブラウザ,許可,браузер,разреш,адресн,ноутбук,浏览器,瀏覽器,允许,允許,同意,브라우저,허용,동의,노트북,tarayıcı,izin ver,onay"),
			},
		},
		{
			code: "sign-in-loop",
			ideas: []idea{
				ideaSignIn(),
				either(anyOf("again,wieder,erneut,encore,de nouveau,otra vez,de nuevo,de novo,di nuovo,opnieuw,weer,znowu,ponownie,また,戻,снова,опять,обратно,заново,ещё раз,еще раз,вновь,又回,又是,又跳,回到,再次,又出现,又出現,再输,再輸,또다시,다시,되돌아,돌아가,돌아옵,돌아와,tekrar,yine,yeniden,geri dön"), ideaSame()),
				anyOf("loop,circle,round and round,and so on,over and over,endless,never gets,never reach,never see,never saw,fifth time,und so weiter,endlos,kein einziges mal,immer wieder,sans fin,en boucle,jamais,sin fin,en bucle,una y otra vez,nunca,sem fim,em loop,all infinito,mai,eindeloos,nooit,w kółko,bez końca,nigdy,何度も,何度やって,何回も,何回やって,繰り返,по кругу,бесконеч,так и не,ни разу,никогда,зациклив,цикл,раз за разом,пятый раз,循环,循環,迴圈,一直,从来没,從來沒,从未,反复,反覆,来回,來回,没完没了,始终没,무한,반복,계속,한 번도,끝없이,루프,sürekli,sonsuz,döngü,hiç gör,hiç görm,hiçbir zaman,asla,defalarca,kısır"),
			},
		},
		{
			code: "cached-session",
			ideas: []idea{
				anyOf("nobody asked,never asked,not asked,never a login,no sign in,bounces straight,without asking,no login,never saw a,never shown,straight through,nicht gefragt,ohne zu fragen,keine anmeldung,jamais demandé,sans demander,sans rien demander,sin preguntar,nunca me pid,sem perguntar,não pediu,senza chiedere,non mi chiede,niet gevraagd,zonder te vragen,nie pyta,bez pytania,nie widzę strony,nie widzę ekranu,聞かれ,не спрос,не спраш,не запрос,без запроса,без входа,не попрос,не показал,никакой формы,никакого входа,没有问,没问我,沒有問,沒問我,没要求,沒要求,没有要求,不要求登录,没让我,沒讓我,没有让我,没有出现登录,没出现登录,沒有出現登入,没看到登录,沒看到登入,没有登录页,直接就连,直接连,直接就用,묻지 않,묻지도,물어보지,로그인 없이,로그인하라는,바로 연결,로그인 화면이 안,로그인 화면도 없,로그인 화면도 안,sormadan,sormadı,sormuyor,giriş istemed,giriş sayfası gelmed,giriş ekranı gelmed,giriş ekranı çıkmad,giriş sayfası çıkmad"),
				anyOf("connected as,made as,signed in as,wrong user,wrong account,wrong person,my account instead,as me,mine,falsche konto,falschen konto,falscher benutzer,als ich,mauvais compte,mauvais utilisateur,avec mon compte,cuenta equivocada,con mi cuenta,usuario equivocado,conta errada,com a minha conta,account sbagliato,con il mio account,verkeerde account,verkeerde gebruiker,złe konto,na moje konto,połączony jako,połączona jako,verbonden als,verbunden als,conectado como,connecté en tant,collegato come,別のアカウント,не тот аккаунт,не под тем,не того пользов,под моим,под моей,моим аккаунтом,мой аккаунт,моя уч,мою уч,моей уч,от моего имени,не та уч,как я ,我的账号,我的帳號,我的账户,我的帳戶,错误的账号,错的账号,错的账户,錯的帳號,别的账号,別的帳號,另一个账号,我自己的账号,用我的,제 계정,내 계정,다른 계정,잘못된 계정,엉뚱한 계정,제 아이디,제 이름,benim hesab,yanlış hesab,yanlış hesap,yanlış kullanıcı,benim kullanıcı,benim adım,kendi hesabım,başka hesab"),
				anyOf("signed in,logged in,same browser,all day,window flashes,in the same browser,angemeldet,eingeloggt,connecté,même navigateur,sesión,conectado,mismo navegador,logado,sessão,collegato,sessione,ingelogd,zelfde browser,zalogowan,ログイン,вошёл,вошел,вошла,залогинен,авторизован,том же браузере,этом браузере,сесси,сижу в,登录着,已登录,已經登入,一直登录,一直登入,登录状态,同一个浏览器,同一個瀏覽器,浏览器里,로그인되어,로그인돼,로그인해 있,로그인된,로그인해 두,같은 브라우저,세션,oturum,aynı tarayıcı,giriş yapmış,girişliyim,açık olduğu"),
			},
		},
		{
			code: "scope-not-allowed",
			ideas: []idea{
				anyOf("allowed scope,allowed permission,erlaubte berechtigung,erlaubten berechtigung,erlaubten scopes,scopes autorisés,permisos permitidos,scopes permitidos,escopos permitidos,scope consentiti,toegestane scopes,dozwolone zakresy,許可されたスコープ,разрешённых област,разрешенных област,разрешённые област,разрешенные област,разрешённых scope,разрешенных scope,разрешённые scope,разрешенные scope,разрешённых скоуп,разрешенных скоуп,разрешённых прав,разрешенных прав,允许的范围,允許的範圍,允许的scope,允許的scope,允许范围,允许的权限,许可范围,허용된 스코프,허용된 범위,허용된 권한,허용 범위,허용 스코프,허용된 scope,izin verilen kapsam,izinli kapsam,izin verilen scope,izin verilen yetki"),
				either(anyOf("more than,mehr ist,plus que,más de,mais do que,più di,meer dan,więcej niż,больше чем,больше прав,больше област,шире,не входит,не входят,超出,超过,超過,多于,不在,초과,넘는,넘어,더 많은,더 넓,벗어,fazla,aşıyor,aşan,dışında"), ideaRefused()),
			},
		},
		{
			code: "redirect-mismatch",
			ideas: []idea{
				anyOf("https,http"),
				anyOf("slash,schrägstrich,barra,ukośnik,schuine streep,スラッシュ,port ,www ,upper case,capital,großschreib,majuscule,mayúscula,maiúscula,maiuscol,hoofdletter,wielk,слеш,слэш,косая черт,косой черт,порт ,порта ,заглавн,斜杠,斜杆,斜線,斜线,端口,連接埠,大小写,大小寫,슬래시,포트,대문자,eğik çizgi,büyük harf"),
				anyOf("saved,registered,client,gespeichert,eingetragen,hinterlegt,enregistr,registrad,guardad,salvat,registrat,opgeslagen,geregistreerd,zapisan,zarejestrowan,dimos de alta,dado de alta,dada de alta,登録,сохран,зарегистр,указан,прописан,клиент,登记,登記,注册,註冊,填的,填写,保存,客户端,用戶端,등록,저장,클라이언트,kayıtlı,kaydett,kaydedil,istemci,tanımlı"),
				either(ideaRefused(), anyOf("übereinstimm,stimmt nicht mit,no coincid,ne correspond,não coincid,non corrisponde,komt niet overeen,nie zgadza,не совпад,不一致,不匹配,일치하지,eşleşm,gets past,gets through,kommt keiner,kommt niemand,personne ne passe,ningún cliente pasa,nadie pasa,ninguém passa,nessuno passa,niemand komt")),
			},
		},
		{
			code: "redirect-mismatch",
			ideas: []idea{
				anyOf("redirect u,redirect_u,redirecturl,return url,return address,callback url,callback address,weiterleitungs,umleitungs,rücksprung,rückkehradresse,redirect adresse,callback adresse,url de redirection,lurl de redirection,adresse de redirection,ladresse de redirection,ladresse de retour,lurl de retour,lurl de callback,lurl de rappel,lindirizzo di,lurl di,adresse de retour,url de retour,url de rappel,url de callback,url de redirección,dirección de redirección,url de retorno,dirección de retorno,dirección de vuelta,url de redireccionamiento,url de redirecionamento,endereço de redirecionamento,endereço de retorno,url di reindirizzamento,indirizzo di reindirizzamento,url di redirect,url di ritorno,indirizzo di ritorno,url di callback,redirect adres,omleidings,retouradres,retour url,callback adres,adres przekierow,adresu przekierow,url przekierow,adres powrot,adresu powrot,adres zwrotny,adres callback,リダイレクトurl,リダイレクトuri,リダイレクト先,コールバックurl,戻り先,редирект,перенаправлени,адрес возврата,адреса возврата,url возврата,колбэк,обратного вызова,重定向,回调地址,回调url,回調,重新導向,回呼,跳转地址,回跳地址,리디렉션,리다이렉션,리다이렉트,콜백,yönlendirme,dönüş adres,dönüş url,geri çağ"),
				anyOf("not valid,isnt valid,invalid,not registered,isnt registered,unregistered,not in the list,isnt in the list,not listed,isnt listed,not on the list,isnt on the list,not on the client,not among,not match,doesnt match,mismatch,not allowed,isnt allowed,not permitted,not accepted,doesnt accept,not one of,isnt one of,nicht gültig,ungültig,nicht registriert,nicht hinterlegt,nicht eingetragen,nicht in der liste,nicht bekannt,unbekannt,stimmt nicht,passt nicht,nicht erlaubt,nicht zugelassen,nicht zulässig,pas valide,pas valable,invalide,pas enregistr,pas déclar,pas dans la liste,pas autoris,pas reconnu,inconnu,ne correspond,non valide,non autoris,no es válid,no válid,inválid,no está registr,no registrad,no figura,no está en la lista,no coincide,no autoriz,no está autoriz,no está dada de alta,no está permitid,no reconoc,não é válid,não está registr,não está cadastr,não registrad,não consta,não está na lista,não coincide,não corresponde,não autoriz,não está autoriz,não é permitid,não bate,não reconhec,non è valid,non valid,non è registrat,non registrat,non è nella lista,non è in elenco,non corrisponde,non autorizzat,non è tra,non è fra,tra quelli registrat,non è ammess,non consentit,non riconosc,niet geldig,ongeldig,niet geregistreerd,niet in de lijst,staat er niet,niet bekend,onbekend,komt niet overeen,niet toegestaan,klopt niet,nie jest prawidłow,nieprawidłow,nie jest ważn,nie jest zarejestrowan,niezarejestrowan,nie ma na liście,nie ma go na liście,nie figuruje,nie zgadza,nie pasuje,nie jest dozwolon,niedozwolon,nieznan,登録されて,登録にな,有効ではあり,有効でな,有効じゃ,無効,一致し,許可されてい,リストにな,не зарегистрир,недействит,недопустим,невалид,не валид,не совпад,нет в списке,не в списке,не указан,не прописан,не разреш,неверн,неизвест,не принадлеж,не подход,не соответств,некорректн,未注册,未註冊,没有注册,沒有註冊,没注册,未登记,没有登记,没登记,未登錄,无效,無效,不匹配,不一致,不符,不在列表,不在白名单,不在客户端,没有添加,没添加,不合法,不被允许,不被允許,不属于,不对,不對,등록되지 않,등록되어 있지 않,등록이 안,등록 안,등록되어있지,유효하지 않,일치하지 않,목록에 없,허용되지 않,올바르지 않,맞지 않,kayıtlı değil,geçerli değil,geçersiz,tanımlı değil,listede yok,listesinde yok,eşleşm,izin verilm,tanınmıyor,uyuşm,ekli değil,eklenmemiş"),
				anyOf("client,app ,application,oauth,anwendung,aplicación,aplicativo,aplicação,applicazione,klien,aplikac,クライアント,アプリ,клиент,приложени,客户端,用戶端,应用,應用,클라이언트,앱,istemci,uygulama"),
				anyOf("error,page,refus,reject,says,saying,shows,complains,fails,tells us,fehler,meldet,meldung,zeigt,sagt,abgelehn,weist,beschwert,meckert,erreur,affiche,dit que,message,répond,muestra,dice,sale,rechaz,responde,mensaje,erro,mostra,diz,aparece,recus,mensagem,rifiut,messaggio,compare,fout,toont,zegt,melding,meldt,weiger,błąd,błęd,komunikat,pokazuje,wyświetla,mówi,odrzuc,odmaw,エラー,表示,と言われ,と出,メッセージ,拒否,ошибк,пишет,сообщает,показывает,говорит,ругается,отказ,выда,错误,錯誤,报错,報錯,提示,显示,顯示,说,說,拒绝,拒絕,오류,에러,나옵,나와,뜹,뜨,표시,메시지,거부,거절,hata,diyor,gösteriyor,çıkıyor,uyarı,mesaj,reddet,redded"),
			},
			near:     2,
			anybodys: true,
		},
		{
			code: "redirect-mismatch",
			ideas: []idea{
				anyOf("new domain,new host,renamed the domain,renamed our domain,moved to a new,moved to the new,changed the domain,changed our domain,switched domain,neue domain,neuen domain,domain gewechselt,domain geändert,domainwechsel,domain umbenannt,renommé le domaine,nouveau domaine,changé de domaine,changé le domaine,changement de domaine,nuevo dominio,cambiamos de dominio,cambiamos el dominio,cambiado de dominio,cambio de dominio,novo domínio,mudamos de domínio,mudamos o domínio,mudança de domínio,trocamos de domínio,trocamos o domínio,nuovo dominio,cambiato dominio,cambiato il dominio,cambio di dominio,nieuw domein,nieuwe domein,domein gewijzigd,domein veranderd,nowa domen,nową domen,nowej domen,zmianie domen,zmiany domen,zmieniliśmy domen,ドメインを変,ドメインが変,ドメイン変更,新しいドメイン,新ドメイン,новый домен,новом домене,нового домена,сменили домен,поменяли домен,смены домена,新域名,换了域名,换域名,更换域名,更换了域名,域名换,改了域名,新的域名,新網域,換了網域,新的網域,도메인을 바꾸,도메인을 바꾼,도메인을 바꿨,도메인을 변경,도메인이 바뀌,도메인 변경,새 도메인,yeni alan ad,alan adını değiş,alan adımızı değiş,yeni domain,domaini değiş,domain değiş"),
				anyOf("old address,old url,old domain,old host,old one,old callback,still the old,only the old,nobody added,wasnt added,isnt in the client,alte adresse,alten adresse,alte url,alte domain,alten domain,nur die alte,noch die alte,ancienne adresse,lancienne,lancien domaine,ancien domaine,dirección antigua,antigua dirección,url antigua,la antigua,dominio antiguo,antiguo dominio,endereço antigo,url antiga,antigo domínio,domínio antigo,vecchio indirizzo,vecchio dominio,il vecchio,la vecchia,vecchio url,oude adres,oude url,oude domein,stary adres,starego adres,stara domen,starej domen,tylko stary,古いアドレス,古いurl,古いドメイン,旧ドメイン,旧url,前のドメイン,以前のurl,старый адрес,старый домен,старого домена,только старый,старый url,旧地址,旧域名,旧的域名,旧的地址,旧的url,舊網域,舊的網域,舊網址,예전 주소,이전 주소,옛 주소,예전 도메인,이전 도메인,기존 도메인,기존 주소,옛 도메인,eski adres,eski alan,eski domain,eski url,eskisi"),
				anyOf("client,app ,application,oauth,anwendung,aplicación,aplicativo,aplicação,applicazione,klien,aplikac,クライアント,アプリ,клиент,приложени,客户端,用戶端,应用,應用,클라이언트,앱,istemci,uygulama"),
				anyOf("error,page,refus,reject,says,saying,shows,complains,fails,tells us,fehler,meldet,meldung,zeigt,sagt,abgelehn,weist,beschwert,meckert,erreur,affiche,dit que,message,répond,muestra,dice,sale,rechaz,responde,mensaje,erro,mostra,diz,aparece,recus,mensagem,rifiut,messaggio,compare,fout,toont,zegt,melding,meldt,weiger,błąd,błęd,komunikat,pokazuje,wyświetla,mówi,odrzuc,odmaw,エラー,表示,と言われ,と出,メッセージ,拒否,ошибк,пишет,сообщает,показывает,говорит,ругается,отказ,выда,错误,錯誤,报错,報錯,提示,显示,顯示,说,說,拒绝,拒絕,오류,에러,나옵,나와,뜹,뜨,표시,메시지,거부,거절,hata,diyor,gösteriyor,çıkıyor,uyarı,mesaj,reddet,redded,doesnt work,stopped working,broken,funktioniert nicht,geht nicht,ne marche plus,no funciona,não funciona,non funziona,werkt niet,nie działa,動かな,できな,не работает,не подключ,连不上,無法,无法,失败,안 됩,안 돼,실패,çalışmıyor,bağlanmıyor"),
			},
			anybodys: true,
		},
		{
			code: "no-such-client",
			ideas: []idea{
				anyOf("never heard of,not know this client,not know the client,doesnt know the client,doesnt know this client,kennt den client nicht,kennt diesen client nicht,ne connaît pas,no conoce,não conhece,non conosce,kent de client niet,nie zna,そのクライアントは,не знает этого клиента,не знает такого клиента,не знает клиента,не знает наш клиент,не знает нашего клиента,нет такого клиента,такого клиента нет,клиент не найден,неизвестный клиент,неизвестен клиент,不认识这个客户端,不认识该客户端,不认识我们的客户端,没有这个客户端,没有该客户端,客户端不存在,找不到客户端,找不到这个客户端,未知客户端,不認識這個用戶端,沒有這個用戶端,找不到用戶端,找不到這個用戶端,클라이언트를 찾을 수 없,클라이언트를 모른,클라이언트를 모르,클라이언트가 없다,그런 클라이언트,없는 클라이언트,클라이언트를 알 수 없,알 수 없는 클라이언트,존재하지 않는 클라이언트,istemciyi tanımıyor,istemciyi tanım,istemci bulunamad,istemciyi bulam,böyle bir istemci yok,böyle bir istemcinin,bilinmeyen istemci,böyle bir client yok,clientı tanımıyor"),
				anyOf("client,cliente,klient,クライアント,application,aplicación,app ,клиент,приложени,客户端,用戶端,클라이언트,istemci,uygulama"),
			},
		},
		{
			code: "access-denied",
			ideas: []idea{
				anyOf("deny,ablehnen,refuser,denegar,rechazar,negar,rifiuta,nega ,weigeren,afwijzen,odmów,拒否,отказать,запретить,отклонить,отказаться,点了拒绝,點了拒絕,点拒绝,點拒絕,按了拒绝,按了拒絕,点击拒绝,點擊拒絕,点击了拒绝,点成拒绝,点成了拒绝,點成拒絕,點成了拒絕,点到拒绝,点到了拒绝,拒绝按钮,拒絕按鈕,거부를 눌,거부를 누르,거부를 클릭,거부 버튼,거절을 눌,거절을 클릭,거절 버튼,reddet ,reddete ,reddeti ,reddet butonu,reddet düğme"),
				anyOf("clicked,pressed,hit ,tapped,geklickt,gedrückt,cliqué,appuyé,pulsó,pulsé,clic en,hizo clic,clicou,apertou,cliccato,premuto,geklikt,gedrukt,kliknął,kliknęła,kliknięt,クリック,押し,нажал,нажима,кликн,клик,点了,點了,点击,點擊,点成,點成,点到,點到,按了,点拒绝,눌렀,누르,눌러,눌러서,누른,클릭,bastı,basmış,basınca,tıkla"),
				anyOf("consent,button,page,popup,seite,knopf,bouton,fenêtre,botón,página,ventana,botão,janela,pulsante,finestra,knop,venster,przycisk,okno,画面,ボタン,согласи,кнопк,страниц,окн,экран,按钮,按鈕,页面,頁面,窗口,视窗,視窗,弹窗,授权页,버튼,화면,페이지,팝업,동의 창,düğme,buton,sayfa,pencere,ekran"),
			},
		},
		{
			code: "no-callback",
			ideas: []idea{
				anyOf("waits,waiting,keeps waiting,wartet,attend,espera,aguarda,aspetta,wacht,czeka,待ち続け,待ったまま,ждёт,ждет,жду ,ждём,ожида,висит,зависа,завис,等待,一直等,等着,等著,卡住,卡在,转圈,轉圈,기다리,대기,멈춰,멈춘,bekl"),
				anyOf("click allow,clicked allow,pressed allow,after allow,zulassen,autoriser,autorizar,permitir,consenti,toestaan,zezwól,許可,нажал разрешить,нажала разрешить,нажимаю разрешить,нажали разрешить,нажимает разрешить,разрешить,点允许,点了允许,點允許,點了允許,点击允许,點擊允許,点同意,点了同意,允许之后,允许以后,허용을 눌,허용을 누르,허용을 클릭,허용 버튼,허용 누르,동의를 눌,동의를 누르,izin ver"),
				anyOf("nothing happens,never comes back,never returns,nothing comes,passiert nichts,kommt nie zurück,kommt nichts,rien ne se passe,ne revient,no pasa nada,no vuelve,nada acontece,não volta,non succede nulla,non torna,gebeurt niets,komt niet terug,nic się nie dzieje,nie wraca,何も起き,戻って,ничего не происходит,ничего не произошло,не возвраща,ничего не приходит,ничего не пришло,не вернул,没有反应,沒有反應,没反应,沒反應,什么都没,什麼都沒,没有回来,没回来,不回来,没有回调,没收到回调,沒收到回呼,收不到,没动静,아무 일도,아무 반응,반응이 없,돌아오지 않,아무것도,콜백이 안,콜백이 오지,hiçbir şey olmu,hiçbir şey olmad,hiçbir şey gel,bir şey olmuyor,geri dönmü,geri gelmi,gelen bir şey yok,boş kalı,tepki yok"),
			},
		},
		{
			code: "customer-subdomain",
			ideas: []idea{
				anyOf("callback,return address,return url,redirect,the code,rücksprung,adresse de retour,url de retorno,dirección de vuelta,indirizzo di ritorno,retouradres,adres powrotu,戻り先,コールバック,адрес возврата,адресу возврата,обратный адрес,редирект,колбэк,коллбэк,колбек,回调,回調,回呼,回跳,跳回,重定向,重新導向,返回地址,콜백,리디렉션,리다이렉트,되돌아오는,geri dönüş,dönüş adres,geri çağır,yönlendirme"),
				anyOf("which customer,whose subdomain,whose account,says which,tells which,which subdomain,what subdomain,which zendesk,which account,which company,welcher kunde,welchem kunden,welches zendesk,quel client,quel zendesk,qué cliente,de qué cuenta,qual cliente,qual conta,quale cliente,quale account,welke klant,welk account,który klient,którego klienta,どの顧客,どのアカウント,какой клиент,какого клиента,какому клиенту,чей аккаунт,чей поддомен,какой аккаунт,какого аккаунта,какой поддомен,из какого zendesk,哪个客户,哪個客戶,哪家客户,哪一家客户,哪个账号,哪個帳號,哪个子域,哪個子網域,哪家公司,哪个zendesk,哪個zendesk,어느 고객,어떤 고객,어느 계정,어떤 계정,어느 서브도메인,어떤 서브도메인,어느 회사,hangi müşteri,hangi hesab,hangi hesap,hangi alt alan,hangi zendesk,hangi firma,hangi şirket"),
			},
		},
		{
			code: "port-busy",
			ideas: []idea{
				anyOf("port ,port,puerto,porta,poort,ポート,порт ,порта ,порту ,端口,連接埠,포트"),
				anyOf("in use,already used,taken,occupied,belegt,besetzt,verwendet,occupé,utilisé,ocupad,en uso,em uso,occupat,in uso,bezet,in gebruik,zajęt,używan,使用中,使われ,занят,используется,использует,被占用,被佔用,占用,佔用,被使用,使用了,사용 중,점유,kullanımda,kullanılıyor,meşgul,dolu"),
				anyOf("callback,redirect,login,listen,oauth,rücksprung,retour,retorno,ritorno,powrot,コールバック,колбэк,редирект,вход,логин,возврат,回调,回調,登录,登入,콜백,로그인,인증,geri dönüş,giriş,yetkilend"),
			},
			not: anyOf("sidebar,app template"), // an app for agents
		},
	}
}

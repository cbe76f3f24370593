package explain

// storiesOfCalls are those of calls with a token, and of ways in that are no more.
var storiesOfCalls = []story{
	{code: "ip-restricted", ideas: []string{
		ideaSame,
		"office,laptop,büro,bureau,oficina,escritório,ufficio,kantoor,biur,vpn,オフィス,社内,офис,ноутбук,办公室,辦公室,公司网络,公司内网,公司網路,笔记本,筆電,内网,内部網路,사무실,사내,회사 네트워크,회사망,노트북,ofis,dizüstü,şirket ağ",
		ideaAddresses + ",security settings,sicherheitseinstellung,ustawieniach bezpieczeństwa,настройках безопасн,安全设置,安全設定,보안 설정,güvenlik ayar",
	}},
	{code: "ip-restricted", ideas: []string{
		"switched on,turned on,enabled,activated,only from,only allow,only let,restricted to,limited to,aktiviert,eingeschaltet,nur noch von,nur von,beschränk,activé,restreint,limité,uniquement,seulement depuis,activó,activad,activaron,restring,solo desde,sólo desde,ativou,ativaram,ativad,restrit,só a partir,apenas de,attivat,limitat,solo da,ingeschakeld,aangezet,alleen vanaf,beperkt,włączy,włączon,tylko z,ogranicz,有効にし,有効にな,オンにし,だけに制限,のみ許可,からのみ,включил,включен,только с ,ограничил,ограничен,только из,开启了,启用了,打开了,设置了,只允许,限制了,開啟了,啟用了,只允許,设了,켰,켜,활성화,설정했,설정하,제한했,만 허용,만 접속,açmış,açtı,açıldı,etkinleştir,sadece,yalnızca,kısıtla",
		ideaAddresses,
		ideaRefused,
	}},
	{code: "role-too-low", ideas: []string{
		"agent,agente,агент,оператор,客服,坐席,座席,상담원,에이전트,상담사,temsilci",
		"administrator,admin,amministrat,administrad,administrat,beheerder,administracyj,管理者,админ,管理员,管理員,관리자,어드민,yönetici",
		"owner,proprietario,propietario,propriétaire,inhaber,eigenaar,właściciel,role,rolle,rôle,rol ,ruolo,rola,normal,ordinary,light,オーナー,ロール,владел,роль,роли ,ролью,обычн,рядов,所有者,擁有者,拥有者,角色,普通,소유자,역할,일반,오너,sahib,rolü,rolde,sıradan",
		ideaRefused,
	}},
	{code: "missing-scope", ideas: []string{
		"only reading,only asked,asked for,only read,only tickets,scope,consent page,permission,nur lesen,nur gelesen,berechtigung,umfang,seulement lire,portée,autorisation,solo leer,sólo leer,permiso,alcance,só ler,permissão,escopo,solo leggere,permess,alleen lezen,rechten,tylko odczyt,uprawnie,スコープ,閲覧だけ,только чтение,на чтение,только тикет,запрашивал,запросили,запросил,область,области,областей,скоуп,права ,экране согласия,страниц согласия,只读,唯讀,范围,範圍,权限,權限,只申请,只申請,只要了,授权页,授權頁,읽기만,읽기 전용,읽기 권한,스코프,범위,권한,동의 화면,sadece okuma,yalnızca okuma,okuma izni,kapsam,izinler,onay ekran,izin ekran",
		ideaSame,
		"tickets,chamados,tiquets,bilety,zgłoszenia,チケット,тикет,заявк,обращени,工单,工單,客服單,티켓,bilet,talep",
		ideaRefused,
	}},
	{code: "api-token-retired", not: "напишите,поправьте,обновите,исправьте,请把,請把,改一下,更新一下,고쳐 주,수정해 주,업데이트해 주,바꿔 주세요,güncelle,düzelt", ideas: []string{
		"api token,jeton api,jeton dapi,token de api,token api,apiトークン,api токен,токен api,токены api,токена api,токенов api,api令牌,api密钥,api權杖,api金鑰,api토큰,api anahtar",
		"button,tab,knop,knopf,schaltfläche,reiter,bouton,onglet,botón,pestaña,botão,aba,pulsante,scheda,przycisk,zakładk,ボタン,タブ,кнопк,вкладк,раздел,按钮,按鈕,选项卡,标签页,標籤頁,页签,버튼,탭이,탭은,탭도,메뉴,düğme,buton,sekme",
		"not exist,doesnt exist,isnt there,missing,gone,not there,no button,nicht mehr,bestaat,existiert nicht,gibt es nicht,gibt es bei uns nicht,gibt es hier nicht,gibt es einfach nicht,fehlt,nexiste pas,manque,ny a plus,ne sont plus,nest plus,ya no hay,ya no aparece,não há mais,non cè più,no existe,falta,não existe,non esiste,manca,ontbreekt,nie istnieje,brak,nie ma,ない,見当た,нет ,нету,отсутств,пропал,исчез,не вижу,没有,沒有,不见,不見,找不到,消失,없,안 보,보이지 않,사라,yok,bulamıyor,göremiyor,kayboldu,görünmüyor",
	}},
	{code: "password-grant-retired", ideas: []string{
		"password,passwort,kennwort,mot de passe,contraseña,senha,wachtwoord,hasł,パスワード,парол,密码,密碼,비밀번호,패스워드,şifre,parola",
		"e mail address and,e mail and,email and,email address and,mail adresse und,e mail und,adresse e mail et,correo y,e mail e,email e,e mail en,mailem i,メールアドレス,почта и,почту и,почтой и,почты и,почте и,логин и,логину и,логином и,email и,e mail и,имейл и,邮箱和,邮箱加,邮箱与,郵箱和,邮件地址和,電子郵件和,電子郵件地址和,用户名和,账号和,账号密码,帳號密碼,帳號和,이메일,아이디,메일 주소,e posta,eposta,mail adresi ve,kullanıcı adı",
		"api,script,export,import,sync,job,cron,skript,スクリプト,скрипт,выгруз,интеграц,синхрон,токен,脚本,腳本,接口,介面,同步,导出,匯出,定时任务,程序,스크립트,연동,동기화,프로그램,배치,내보내기,betik,senkron,aktarım,entegrasyon",
		ideaRefused,
	}},
	{code: "rate-limited", ideas: []string{
		"too many,too often,too fast,zu viele,zu oft,zu schnell,trop de,trop souvent,trop vite,demasiad,muy rápido,excesso,rápido demais,muitas,troppe,troppo spesso,te veel,te vaak,te snel,za dużo,zbyt wiele,za często,回数が多,多すぎ,запросов слишком много,обращений слишком много,вызовов слишком много,слишком много запрос,слишком много вызов,слишком часто,слишком быстро,превышен,превышаем,请求太多,請求太多,请求过多,請求過多,调用太多,调用过多,太多请求,太频繁,太頻繁,过于频繁,過於頻繁,次数太多,次数过多,次數過多,频率,頻率,요청이 너무 많,호출이 너무 많,너무 많은 요청,너무 많은 호출,너무 많이 요청,너무 많이 호출,너무 자주,너무 빨리,횟수,çok fazla istek,çok fazla çağrı,fazla istek,çok sık,çok hızlı",
		"wait,pause,slow down,retry,warten,warte,attendre,patienter,esperar,espere,aguard,aspettare,attendere,wachten,czekać,poczekać,待,подожд,ждать,пауз,повтор,медленн,等待,等一,稍等,等几,等幾,等到,稍后,稍後,重试,重試,暂停,放慢,기다리,기다려,잠시,재시도,대기,천천히,bekle,yavaş,tekrar den,ara ver",
		"tickets,requests,calls,api,parallel,anfragen,aufrufe,requêtes,appels,peticiones,solicitudes,llamadas,pedidos,chamadas,richieste,chiamate,verzoeken,aanroepen,zapytań,żądań,チケット,リクエスト,тикет,запрос,вызов,заявк,工单,工單,请求,請求,接口,调用,티켓,요청,호출,bilet,istek,çağrı,talep",
	}},
	{code: "account-suspended", not: "certificate,zertifikat,certificat,token of", ideas: []string{
		"trial,testphase,probezeit,testkonto,essai,prueba,de teste,teste gratuito,teste grátis,di prova,proefperiode,proefaccount,okres próbny,konto próbne,試用,トライアル,okresie próbn,okresu próbn,konto testowe,koncie testow,período de teste,período de prueba,periodo di prova,пробн,триал,тестовый период,тестового периода,тестовый аккаунт,тестового аккаунта,тестовом аккаунте,试用,체험판,체험 계정,체험 기간,체험용,평가판,트라이얼,무료 체험,deneme hesab,deneme süre,deneme sürüm,deneme dönem",
		"ended,expired,is over,ran out,abgelaufen,zu ende,vorbei,expiré,terminé,caduc,terminó,acabou,expirou,scadut,finit,verlopen,voorbij,skończył,wygas,終わ,切れ,suspended,gesperrt,stillgelegt,suspend,terminou,encerrou,suspens,venció,finalizó,sospes,terminat,geblokkeerd,opgeschort,zawieszon,upłyną,停止,закончил,истёк,истек,кончил,просроч,приостанов,заблокир,到期,过期,過期,结束,結束,停用,暂停,暫停,冻结,凍結,끝났,끝나,만료,종료,정지,중지,bitti,bitmiş,bitince,doldu,dolmuş,sona er,askıya,kapatıl",
		"api,call,request,token,log in,login,sign in,sync,integration,connect,answers,page,shows,says,works,working,aufruf,anfrage,anmeld,zugriff,antwort,seite,schnittstelle,verbindung,appel,requête,connexion,répond,accès,llamada,petici,conexión,acceso,responde,página,suspend,chamada,requisi,acesso,conex,suspens,chiamat,richiest,accesso,risponde,pagina,sospes,aanroep,verzoek,toegang,koppeling,zapyt,żąda,dostęp,stron,wywoła,zawiesz,呼び出し,アクセス,ログイン,連携,接続,画面,停止,запрос,вход,доступ,интеграц,страниц,вызов,приостан,не пуска,接口,介面,请求,請求,调用,登录,登入,无法,無法,停用,暂停,访问,요청,호출,접속,로그인,연동,접근,정지,중지,istek,çağrı,giriş,erişim,entegrasyon,bağlant,açılmıyor,askıya",
	}},
}

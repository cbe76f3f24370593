package explain

// Ideas that several stories share.

func ideaRefused() idea {
	return anyOf("refus,reject,denied,denies,turned away,turns it away,turns us away,turned down,not accept,wont accept,doesnt accept,forbidden,403,no access,not allowed,fails,failing,failed,abgelehn,abgewies,weist,verweiger,verboten,kein zugriff,keinen zugriff,refusé,refuse,interdit,pas accès,rechaz,denegad,deniega,no tengo acceso,prohibid,recus,negad,sem acesso,rifiut,negat,non ho accesso,non ha accesso,geweiger,weigert,afgewezen,geen toegang,odmow,odmaw,odrzuc,brak dostępu,拒否,断ら,拒まれ,権限がありません,доступа нет,отказ,отклон,отверг,запрещ,не принима,не пуска,не разреш,нет доступа,не имею доступа,доступ закрыт,нет прав,недостаточно прав,拒绝,拒絕,不允许,不允許,无权,無權,没有权限,沒有權限,没权限,禁止,不接受,不被接受,不让,失败,失敗,거부,거절,금지,막힙,막혀,막힌,막혔,권한이 없,권한 없,접근할 수 없,허용되지 않,받아 주지,안 받아,실패,redded,reddet,kabul etm,kabul edilm,izin verm,izin verilm,yetkisiz,yetkim yok,yetkimiz yok,yetkiniz yok,yetkiniz olmad,erişim yok,erişime izin,engell,başarısız,yasak,geri çevr")
}

func ideaToken() idea {
	return anyOf("token,access_token,bearer,jeton,トークン,sleutel,schlüsselpaar,токен,令牌,权杖,權杖,토큰,belirteç,erişim anahtar")
}

func ideaNoLonger() idea {
	return anyOf("any more,anymore,no longer,any longer,nicht mehr,keine mehr,plus accept,ne marche plus,ya no,já não,mais nenhum,non più,niet meer,już nie,もう,больше не,уже не,不再,已经不,已經不,더 이상,더는,이제는,artık")
}

func ideaSame() idea {
	return anyOf("same,very same,very token,derselbe,dieselbe,denselben,gleiche,même,mismo,misma,mesmo,mesma,stesso,stessa,dezelfde,hetzelfde,ten sam,ta sama,同じ,тот же,та же,тем же,те же,той же,том же,того же,этот же,этим же,одинаков,одн и тот,один и тот,同一,同样,同樣,一样的,一樣的,相同,같은,동일,똑같,aynı")
}

func ideaCustomer() idea {
	return anyOf("customer,client,tenant,pilot,kunde,kundin,klant,cliente,klient,顧客,お客,клиент,заказчик,客户,客戶,租户,租戶,고객,거래처,müşteri")
}

func ideaOwnOne() idea {
	return anyOf("our own account,our own zendesk,own account,own zendesk,our account,in ours,eigenen konto,eigenem konto,eigenen account,eigenen zendesk,unserem eigenen,notre propre,propia cuenta,nuestra cuenta,própria conta,nossa conta,nostro account,proprio account,eigen account,eigen zendesk,własnym koncie,naszym koncie,自社のアカウント,自分たちのアカウント,нашем аккаунте,нашем собственном,своём аккаунте,своем аккаунте,собственном аккаунте,своём zendesk,своем zendesk,нашем zendesk,нашем же,у себя,我们自己的,我們自己的,自己的账号,自己的帳號,自己的账户,自家账号,自家的账号,저희 계정,우리 계정,자사 계정,저희 젠데스크,저희 zendesk,우리 젠데스크,우리 zendesk,kendi hesab,bizim hesab,kendi zendesk,bizim zendesk")
}

func ideaApproved() idea {
	return anyOf("approved,approval,is global now,now global,made global,made it global,converted,conversion,genehmigt,freigeschaltet,umgewandelt,approuv,convertie,aprobad,aprobó,aprovad,approvat,goedgekeurd,omgezet,przekształcon,convertid,convertito,zatwierdz,zaakceptowa,承認,одобр,утверд,сделали глобальн,преобразов,批准,获批,獲批,审核通过,審核通過,通过了审核,核准,已通过,转为全局,轉為全域,승인,전환,onaylan,onaylad,onayı çıktı,dönüştür,global yap")
}

func ideaGlobal() idea {
	return anyOf("global,globale,mondial,all accounts,alle konten,tous les comptes,todas las cuentas,todas as contas,tutti gli account,alle accounts,wszystkich kont,グローバル,глобальн,все аккаунты,всех аккаунтов,全局,全域,全球,글로벌,전역,küresel,tüm hesap")
}

func ideaLeft() idea {
	return anyOf("left the company,has left,left us,left on,last day,retired,resigned,offboard,no longer works here,not with us any,deactivat,suspended,demoted,downgraded,seat was,seat went,licen,verlassen,ausgeschieden,letzter tag,deaktivier,gekündigt,herabgestuft,a quitté,est partie,est parti,désactiv,suspendu,se fue,dejó la empresa,ya no trabaja,desactiv,saiu da empresa,deixou a empresa,desativ,ha lasciato,se n è andat,disattivat,uit dienst,vertrokken,gedeactiveerd,odszedł,odeszła,zwolni,dezaktyw,退職,無効,уволи,уволен,ушёл из,ушел из,ушла из,ушёл от,ушел от,покинул,больше не работает,последний день,последний рабочий,деактивир,заблокир,отключили уч,удалили уч,учётку отключ,учетку отключ,понизили,离职,離職,停用,禁用,辞职,辭職,离开公司,離開公司,离开了公司,離開了公司,最后一天,降级,降級,不在公司,퇴사,퇴직,비활성,정지,그만두,그만둔,마지막 근무,강등,휴직,işten ayrıl,ayrıldı,ayrılmış,ayrılınca,istifa,emekli,son iş günü,son günü,pasif,devre dışı,askıya,lisansı,hesabını kapat,hesabı kapat")
}

func ideaConnected() idea {
	return anyOf("who connected,connected it,had connected,made the connection,who set it up,set the connection,who authorized,authorised it,authorized it,had authorized,had authorised,authorized the integration,authorised the integration,clicked allow,clicked on allow,pressed allow,granted,her login,his login,whose login,verbunden hat,verbunden hatte,eingerichtet hat,freigegeben hat,autorisiert hat,auf zulassen geklickt,avait connecté,a connecté,a autorisé,avait autorisé,hizo la conexión,pulsó permitir,cliqué sur autoriser,premuto consenti,cliccato su consenti,cliccato consenti,clic su consenti,clic en permitir,clicado em permitir,clicou em permitir,op toestaan geklikt,op toestaan klikte,na zezwól,cliqué autoriser,許可を押した,許可をクリックした,連携を許可,kliknęła zezwól,kliknął zezwól,conectó,autorizó,fez a conexão,conectou,autorizou,ha collegato,aveva collegato,ha autorizzato,heeft gekoppeld,had gekoppeld,koppelde,podłączył,podłączała,autoryzował,連携した,許可した,подключал,подключил,настраивал,настроил,авторизовал,авторизова,нажал разрешить,нажимал разрешить,нажала разрешить,нажимала разрешить,давал доступ,давала доступ,дала доступ,дал доступ,под его уч,под её уч,под ее уч,授权的人,授权人,当初授权,當初授權,当时授权,當時授權,做的授权,做的授權,做的连接,点的允许,点了允许,點的允許,點了允許,用他的账号,用她的账号,用他的帳號,用她的帳號,他授权,她授权,他授權,她授權,当初连接,当时连接,연결했던,연결한 사람,연결한 분,연결하신,연결해 주,연동했던,연동하신,연동한 사람,연동한 분,연동을 설정한,연동을 걸,허용을 누른,허용을 눌렀,허용을 눌러,허용 버튼을 눌,인증한 사람,인증하신,인증했던,승인한 사람,승인하신,계정으로 연동,계정으로 연결,계정으로 인증,bağlayan,bağlamıştı,bağlantıyı kuran,bağlantıyı yapan,bağlantıyı o ,izin veren,izin vere bas,izin ver e bas,yetkilendiren,yetkilendirmeyi yapan,onun hesabıyla")
}

func ideaRenew() idea {
	return anyOf("renew,refresh,erneuer,verläng,renouvel,rafraîch,renov,actualiz,atualiz,rinnov,aggiorn,vernieuw,verversen,odśwież,odnow,更新,リフレッシュ,обнов,продл,刷新,续期,續期,换新,갱신,리프레시,yenile,tazele")
}

func ideaParallel() idea {
	return anyOf("two pods,two workers,two processes,two instances,two jobs,two threads,two lambdas,both pods,both workers,in parallel,at the same time,at the same moment,same second,simultaneous,race,zwei pods,zwei worker,zwei prozesse,zwei instanzen,gleichzeitig,parallel,deux workers,deux processus,deux instances,en même temps,en parallèle,dos procesos,dos workers,dos instancias,al mismo tiempo,en paralelo,dois processos,duas instâncias,ao mesmo tempo,due processi,due istanze,contemporaneamente,twee pods,twee processen,twee workers,tegelijk,dwa procesy,dwie instancje,jednocześnie,równocześnie,同時,одновременно,параллельн,два воркера,два процесса,две реплики,два пода,две копии,два инстанса,два экземпляра,оба воркера,оба процесса,оба пода,обе реплики,в один момент,в ту же секунду,гонк,同时,并发,並發,並行,并行,两个worker,两个pod,两个进程,两个实例,两个副本,两台,兩個程序,兩個執行個體,兩台,竞争,競爭,竞态,동시에,두 워커,두 프로세스,두 파드,두 인스턴스,두 서버,두 개의,워커 두,파드 두,서버 두,프로세스 두,인스턴스 두,병렬,aynı anda,eşzamanlı,eş zamanlı,iki worker,iki pod,iki süreç,iki instance,iki kopya,iki process,iki iş parçacı,paralel")
}

func ideaSignIn() idea {
	return anyOf("sign in page,login page,log in page,sign in form,login form,login screen,anmeldeseite,anmeldemaske,page de connexion,page de login,inicio de sesión,pantalla de login,tela de login,página de login,pagina di accesso,schermata di accesso,inlogpagina,inlogscherm,stron logowania,stronę logowania,ekran logowania,ログイン画面,ログインページ,странице входа,страницу входа,страница входа,форма входа,форму входа,форме входа,форма логина,форму логина,форме логина,экран входа,экране входа,окно входа,страница логина,страницу логина,странице логина,登录页,登錄頁,登入頁,登录界面,登录画面,登入畫面,登录表单,로그인 화면,로그인 페이지,로그인 창,サインイン画面,サインインページ,サインオン画面,giriş sayfa,giriş ekran,giriş form,oturum açma sayfa,oturum açma ekran,login sayfa,login ekran")
}

func ideaThisHost() idea {
	return anyOf("localhost,127 0 0 1,loopback")
}

func ideaAddresses() idea {
	return anyOf("allowed addresses,list of addresses,allow list,allowlist,whitelist,ip restriction,ip address,address is not on,erlaubten adressen,liste der adressen,ip beschränk,adresses autorisées,liste dadresses,restriction ip,direcciones permitidas,lista de direcciones,restricciones de ip,lista de ips,endereços permitidos,restrições de ip,indirizzi consentiti,lista di indirizzi,toegestane adressen,ip adressen,dozwolonych adresów,listę adresów,許可リスト,ip制限,ip limit,restricción de ip,restricción ip,restrição de ip,restrizione ip,restrizione di ip,restriction dip,endereços ip,ip beperking,ip restrictie,toegestane reeks,from this ip,this ip,our ip,ip isnt,ip is not,address isnt allowed,address is not allowed,diese ip,ip adresse nicht,ip nicht,cette ip,adresse ip,esta ip,dirección ip,este ip,endereço ip,questo ip,indirizzo ip,dit ip,ip adres,adres ip,tego ip,adresu ip,ipアドレス,このip,адресов их офис,адресов офис,адреса офис,офисных адрес,разрешённых адрес,разрешенных адрес,список адрес,списка адрес,списке адрес,белый список,белом списке,белого списка,ограничени по ip,ограничение по ip,ограничения по ip,ip адрес,айпи,白名单,白名單,ip限制,限制ip,允许的ip,允許的ip,允许列表,ip地址,ip位址,ip段,ip名单,ip范围,限制了ip,허용 목록,허용된 ip,허용 ip,ip 제한,화이트리스트,ip 주소,ip 대역,특정 ip,izin verilen ip,ip kısıt,beyaz liste,ip sınır,izinli ip,ip listesi")
}

// ideaOver is how people say that a failure is over; ideaNotOver, with it, that it is not.
func ideaOver() idea {
	return anyOf("теперь работает,теперь всё работает,теперь все работает,теперь всё снова,теперь все снова,теперь снова работает,всё снова работает,все снова работает,починили,исправлено,вопрос закрыт,проблема решена,можно закрыть,解决了,解決了,已解决,已解決,已经解决,已經解決,已修复,修好了,恢复正常,恢復正常,现在正常,現在正常,可以关了,可以关闭,可以關閉,тесты зелён,тесты прошли,выкатываем завтра,测试都过,测试通过,測試通過,明天上线,明天上線,테스트 통과했고,테스트도 통과,내일 배포,testler geçti,yarın yayın,yayına alıyoruz,해결됐습,해결되었습,해결했습,해결 완료,지금은 정상,이제 정상,이제는 정상,정상화됐,정상화되었,복구됐습,복구되었습,복구했습,닫겠습니다,çözüldü,çözdük,düzeldi,düzelttik,şimdi çalışıyor,artık çalışıyor,tekrar çalışıyor,yeniden çalışıyor,sorun kalmadı,kapatabiliriz")
}

func ideaNotOver() idea {
	return anyOf("но ,однако,但,可是,不过,不過,然而,却,지만,그런데,는데,ama ,fakat,ancak")
}

// ideaNothingFailed is how people say that Zendesk has no part in it, ask what would be, and ask
// others to answer a customer in a ticket.
func ideaNothingFailed() idea {
	return anyOf("nothing to do with zendesk,hat mit zendesk nichts,nichts mit zendesk zu tun,rien à voir avec zendesk,nada que ver con zendesk,nada a ver com o zendesk,nada a ver com zendesk,niente a che fare con zendesk,niets met zendesk te maken,nic wspólnego z zendesk,zendeskとは関係,zendeskは関係,zendeskの問題では,zendesk тут ни при,zendesk здесь ни при,не связано с zendesk,跟zendesk没关系,跟zendesk无关,与zendesk无关,和zendesk无关,和zendesk没关系,跟zendesk沒關係,與zendesk無關,zendesk 문제는 아니,zendesk 문제가 아니,zendesk와는 무관,zendesk와 무관,zendesk와 상관없,zendesk와는 상관없,zendesk랑 상관없,zendeskle ilgisi yok,zendesk ile ilgisi yok,zendeskle ilgili değil,zendesk ile ilgili değil,want to know beforehand,want to know in advance,know ahead of time,vorher wissen,im voraus wissen,savoir à lavance,saber de antemano,saber con antelación,saber com antecedência,saber de antemão,sapere in anticipo,vooraf weten,wiedzieć wcześniej,wiedzieć z góry,事前に知,знать заранее,узнать заранее,提前知道,提前了解,预先了解,미리 알,önceden bilmek,ответьте ему,ответьте ей,ответьте клиенту,在zendesk里回复,在zendesk回复,在zendesk裡回覆,在zendesk回覆,工单在zendesk里,티켓에 답변,티켓에 답을,zendesk에 접수,zendesk로 접수,bilete cevap yaz,bilete yanıt yaz")
}

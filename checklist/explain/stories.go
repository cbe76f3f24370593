package explain

import (
	"slices"
	"strings"
	"sync"
)

// story is a failure that a person tells in words of their own, quoting no answer: several ideas
// that come together, wherever in the text each is. It is read where nothing else was found.
type story struct {
	code  Code
	ideas [][]string // one word of each must be in the text
	not   []string   // words that make it about something else
}

// anyOf is an idea by its words, between commas.
func anyOf(words string) []string { return strings.Split(words, ",") }

// stories are in the order in which they are tried: what is told in more detail comes first. They
// are made at the first text that needs them.
//
// A form is matched from the beginning of a word on, as plainOf
// writes it, so that a stem stands for all its endings; one in a script without blanks anywhere.
// Covered: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Japanese.
var stories = sync.OnceValue(func() []story {
	var ( // ideas that several stories share
		ideaRefused   = anyOf("refus,reject,denied,denies,turned away,turns it away,turns us away,turned down,not accept,wont accept,doesnt accept,forbidden,403,no access,not allowed,fails,failing,failed,abgelehn,abgewies,weist,verweiger,verboten,kein zugriff,keinen zugriff,refusé,refuse,interdit,pas accès,rechaz,denegad,deniega,no tengo acceso,prohibid,recus,negad,sem acesso,rifiut,negat,non ho accesso,non ha accesso,geweiger,weigert,afgewezen,geen toegang,odmow,odmaw,odrzuc,brak dostępu,拒否,断ら,拒まれ,権限がありません")
		ideaToken     = anyOf("token,bearer,jeton,トークン,sleutel,schlüsselpaar")
		ideaNoLonger  = anyOf("any more,anymore,no longer,any longer,nicht mehr,keine mehr,plus accept,ne marche plus,ya no,já não,mais nenhum,non più,niet meer,już nie,もう")
		ideaSame      = anyOf("same,very same,very token,derselbe,dieselbe,denselben,gleiche,même,mismo,misma,mesmo,mesma,stesso,stessa,dezelfde,hetzelfde,ten sam,ta sama,同じ")
		ideaCustomer  = anyOf("customer,client,tenant,pilot,kunde,kundin,klant,cliente,klient,顧客,お客")
		ideaOwnOne    = anyOf("our own account,our own zendesk,own account,own zendesk,our account,in ours,eigenen konto,eigenem konto,eigenen account,eigenen zendesk,unserem eigenen,notre propre,propia cuenta,nuestra cuenta,própria conta,nossa conta,nostro account,proprio account,eigen account,eigen zendesk,własnym koncie,naszym koncie,自社のアカウント,自分たちのアカウント")
		ideaApproved  = anyOf("approved,approval,made global,made it global,converted,conversion,genehmigt,freigeschaltet,umgewandelt,approuv,convertie,aprobad,aprobó,aprovad,approvat,goedgekeurd,omgezet,przekształcon,convertid,convertito,zatwierdz,zaakceptowa,承認")
		ideaGlobal    = anyOf("global,globale,mondial,all accounts,alle konten,tous les comptes,todas las cuentas,todas as contas,tutti gli account,alle accounts,wszystkich kont,グローバル")
		ideaLeft      = anyOf("left the company,has left,left us,left on,last day,retired,resigned,offboard,no longer works here,not with us any,deactivat,suspended,demoted,downgraded,seat was,seat went,licen,verlassen,ausgeschieden,letzter tag,deaktivier,gekündigt,herabgestuft,a quitté,est partie,est parti,désactiv,suspendu,se fue,dejó la empresa,ya no trabaja,desactiv,saiu da empresa,deixou a empresa,desativ,ha lasciato,se n è andat,disattivat,uit dienst,vertrokken,gedeactiveerd,odszedł,odeszła,zwolni,dezaktyw,退職,無効")
		ideaConnected = anyOf("who connected,connected it,had connected,made the connection,who set it up,set the connection,who authorized,authorised it,authorized it,clicked allow,pressed allow,granted,her login,his login,whose login,verbunden hat,verbunden hatte,eingerichtet hat,freigegeben hat,autorisiert hat,auf zulassen geklickt,avait connecté,a connecté,a autorisé,avait autorisé,hizo la conexión,pulsó permitir,cliqué sur autoriser,premuto consenti,kliknęła zezwól,kliknął zezwól,conectó,autorizó,fez a conexão,conectou,autorizou,ha collegato,aveva collegato,ha autorizzato,heeft gekoppeld,had gekoppeld,koppelde,podłączył,podłączała,autoryzował,連携した,許可した")
		ideaRenew     = anyOf("renew,refresh,erneuer,verläng,renouvel,rafraîch,renov,actualiz,atualiz,rinnov,aggiorn,vernieuw,verversen,odśwież,odnow,更新,リフレッシュ")
		ideaParallel  = anyOf("two pods,two workers,two processes,two instances,two jobs,two threads,two lambdas,both pods,both workers,in parallel,at the same time,at the same moment,same second,simultaneous,race,zwei pods,zwei worker,zwei prozesse,zwei instanzen,gleichzeitig,parallel,deux workers,deux processus,deux instances,en même temps,en parallèle,dos procesos,dos workers,dos instancias,al mismo tiempo,en paralelo,dois processos,duas instâncias,ao mesmo tempo,due processi,due istanze,contemporaneamente,twee pods,twee processen,twee workers,tegelijk,dwa procesy,dwie instancje,jednocześnie,równocześnie,同時")
		ideaSignIn    = anyOf("sign in page,login page,log in page,sign in form,login form,login screen,anmeldeseite,anmeldemaske,page de connexion,page de login,inicio de sesión,pantalla de login,tela de login,página de login,pagina di accesso,schermata di accesso,inlogpagina,inlogscherm,stron logowania,stronę logowania,ekran logowania,ログイン画面,ログインページ")
		ideaThisHost  = anyOf("localhost,127 0 0 1,loopback")
	)
	return []story{
		{
			code: "not-global-yet",
			ideas: [][]string{
				ideaOwnOne,
				ideaCustomer,
				anyOf("not know the app,not know our app,not know the client,no such client,unknown client,never heard of,kennt die app nicht,kennt unsere app nicht,kennt den client nicht,ne connaît pas,no conoce,não conhece,non conosce,kent de app niet,kent onze app niet,nie zna,知らない,見つからない"),
			},
		},
		{
			code: "client-page-gone",
			ideas: [][]string{
				ideaApproved,
				anyOf("admin center,admin centre,admincenter,centre dadministration,centro de administración,管理センター"),
				anyOf("isnt in,not in the list,isnt listed,not there any,gone,any more,anymore,vanished,disappeared,leads nowhere,not found,verschwunden,nicht mehr,weg,disparu,introuvable,desaparec,ya no está,ya no aparece,sumiu,não aparece,sparit,non c è più,verdwenen,niet meer,znikn,nie ma go,消え,ありません"),
			},
		},
		{
			code: "bot-not-covered",
			ideas: [][]string{
				anyOf("bot ,bots ,chatbot,ボット"),
				ideaGlobal,
				anyOf("other credential,another credential,different credential,separate credential,its own credential,not for bots,not apply,anderen zugang,eigene zugangsdaten,andere zugangsdaten,gilt nicht,nicht für bots,autre identifiant,autres identifiants,pas pour les bots,otra credencial,otras credenciales,no es para bots,no se aplica,outra credencial,não se aplica,non vale per i bot,altra credenziale,altre credenziali,andere inloggegevens,niet voor bots,inne dane,nie dotyczy botów,別の認証,対象外"),
			},
		},
		{
			code: "request-rejected",
			ideas: [][]string{
				ideaGlobal,
				anyOf("request,application,antrag,anfrage,demande,solicitud,pedido,solicitação,richiesta,aanvraag,wniosek,申請"),
				anyOf("rejected,declined,turned down,turned it down,turned us down,said no,refused our,denied our,not approved,not been approved,unable to approve,not able to approve,cannot approve,abgelehnt,refusé,rejeté,denegado,denegada,rechazad,recusad,negad,rifiutat,respint,afgewezen,odrzucon,odrzucil,却下"),
			},
		},
		{
			code: "account-not-accepted",
			ideas: [][]string{
				anyOf("d3v"),
				anyOf("portal,form,formular,demande,request,antrag,solicitud,pedido,richiesta,aanvraag,wniosek,申請"),
				anyOf("rename,not accept,nacceptent,naccepte,only accepts,umbenenn,nicht angenommen,nehmen nur,renommer,renombrar,no acepta,renomear,não aceita,rinominare,non accetta,hernoemen,niet geaccepteerd,alleen accounts,zmienić nazwę,nie przyjmuj,名前を変,受け付けられ,受け付けない,作り直"),
			},
		},
		{
			code: "claim-refused",
			ideas: [][]string{
				anyOf("first six,first 6,six characters,ersten sechs,six premiers,primeros seis,primeiros seis,primi sei,eerste zes,pierwsze sześć,pierwszych sześć,最初の6"),
				anyOf("claim,beanspruch,réclamer,reclamar,rivendic,claimen,przejąć,申し立て,portal"),
				slices.Concat(anyOf("not find,not match,dont match,doesnt match,could not,couldnt,wrong,nicht gefunden,findet,falsch,introuvable,no encuentra,não encontra,non trova,niet gevonden,nie znajduje,見つから"), ideaRefused),
			},
		},
		{
			code: "pair-lost",
			ideas: [][]string{
				ideaParallel,
				anyOf("overwr,wrote its old,writes its old,old row,old pair,old tokens,over it,over them,überschreib,überschrieb,écras,sobrescrib,sobrescrev,sovrascriv,overschrijf,overheen,nadpis,上書き"),
				slices.Concat(anyOf("pair,keys,setje,paar,paire,par,coppia,para"), ideaToken),
			},
		},
		{
			code: "pair-lost",
			ideas: [][]string{
				ideaRenew,
				anyOf("never saved,not saved,not stored,before it was saved,before saving,crashed before,crashed between,lost the new,still the one from,is still the one,still the old,the new one was lost,threw the new,nie gespeichert,nicht gespeichert,vor dem speichern,abgestürzt,jamais enregistr,pas enregistr,avant denregistrer,no se guard,nunca se guard,antes de guardar,não foi salvo,não guard,antes de salvar,mai salvat,non salvat,prima di salvare,niet opgeslagen,nooit opgeslagen,nie zapis,保存されな,保存されず,保存できな,保存する前"),
				ideaToken,
			},
		},
		{
			code: "revoke-ignored",
			ideas: [][]string{
				anyOf("delete,deleted,revoke,disconnect,widerruf,gelösch,lösch,trennen,supprim,révoqu,déconnect,borr,elimin,revoc,apag,exclu,desconect,cancell,revoca,verwijder,ingetrokken,usuw,usunię,cofn,削除,解除,取り消"),
				ideaSame,
				ideaToken,
				anyOf("still works,still working,still reads,still gets,still accepted,keeps working,still returns,funktioniert weiter,geht weiterhin,immer noch,noch immer,weiterhin,fonctionne encore,marche encore,toujours,sigue funcionando,todavía,aún,continua a funcionar,continua funcionando,ainda,funziona ancora,ancora,werkt nog,nog steeds,nadal,wciąż,まだ,取れてしま"),
			},
		},
		{
			code: "ip-restricted",
			ideas: [][]string{
				ideaSame,
				anyOf("office,laptop,büro,bureau,oficina,escritório,ufficio,kantoor,biur,vpn,オフィス,社内"),
				anyOf("allowed addresses,list of addresses,allow list,allowlist,whitelist,ip restriction,ip address,security settings,address is not on,erlaubten adressen,liste der adressen,ip beschränk,adresses autorisées,liste dadresses,restriction ip,direcciones permitidas,lista de direcciones,restricciones de ip,lista de ips,endereços permitidos,restrições de ip,indirizzi consentiti,lista di indirizzi,toegestane adressen,ip adressen,dozwolonych adresów,listę adresów,ustawieniach bezpieczeństwa,許可リスト,ip制限"),
			},
		},
		{
			code: "browser-blocks-localhost",
			ideas: [][]string{
				slices.Concat(anyOf("http,http address,plain http"), ideaThisHost),
				anyOf("https only,only https,https uniquement,uniquement https,nur https,https nur,solo https,sólo https,apenas https,somente https,solo https,alleen https,tylko https,httpsのみ,secure version,version sécurisée,sichere version,versión segura"),
				anyOf("firefox,browser,chrome,safari,edge,navigateur,navegador,przeglądark,ブラウザ"),
			},
		},
		{
			code: "callback-unreachable",
			ideas: [][]string{
				ideaThisHost,
				anyOf("ssh,remote,on a server,on the server,container,docker,vm ,auf dem server,auf einem server,sur le serveur,sur un serveur,en el servidor,en un servidor,no servidor,num servidor,sul server,su un server,op de server,op een server,na serwerze,サーバー上,サーバ上"),
				anyOf("cant connect,cannot connect,cant reach,cannot reach,not connect,refused,unreachable,nothing there,nicht verbinden,keine verbindung,nicht erreichbar,pas se connecter,impossible de se connecter,injoignable,no puede conectar,no se puede conectar,não consegue,não pode conectar,non riesce,impossibile,geen verbinding,kan niet,nie może się,nie można,つながらない,接続でき"),
				anyOf("browser,consent,allow,callback,address bar,laptop,zulassen,navigateur,autoriser,navegador,permitir,consenti,toestaan,przeglądark,zgod,ブラウザ,許可"),
			},
		},
		{
			code: "sign-in-loop",
			ideas: [][]string{
				ideaSignIn,
				slices.Concat(anyOf("again,wieder,erneut,encore,de nouveau,otra vez,de nuevo,de novo,di nuovo,opnieuw,weer,znowu,ponownie,また,戻"), ideaSame),
				anyOf("loop,circle,round and round,and so on,over and over,endless,never gets,never reach,never see,never saw,fifth time,und so weiter,endlos,kein einziges mal,immer wieder,sans fin,en boucle,jamais,sin fin,en bucle,una y otra vez,nunca,sem fim,em loop,all infinito,mai,eindeloos,nooit,w kółko,bez końca,nigdy,何度も,繰り返"),
			},
		},
		{
			code: "cached-session",
			ideas: [][]string{
				anyOf("nobody asked,never asked,not asked,never a login,no sign in,bounces straight,without asking,no login,never saw a,never shown,straight through,nicht gefragt,ohne zu fragen,keine anmeldung,jamais demandé,sans demander,sans rien demander,sin preguntar,nunca me pid,sem perguntar,não pediu,senza chiedere,non mi chiede,niet gevraagd,zonder te vragen,nie pyta,bez pytania,nie widzę strony,nie widzę ekranu,聞かれ"),
				anyOf("connected as,made as,signed in as,wrong user,wrong account,wrong person,my account instead,as me,mine,falsche konto,falschen konto,falscher benutzer,als ich,mauvais compte,mauvais utilisateur,avec mon compte,cuenta equivocada,con mi cuenta,usuario equivocado,conta errada,com a minha conta,account sbagliato,con il mio account,verkeerde account,verkeerde gebruiker,złe konto,na moje konto,połączony jako,połączona jako,verbonden als,verbunden als,conectado como,connecté en tant,collegato come,別のアカウント"),
				anyOf("signed in,logged in,same browser,all day,window flashes,in the same browser,angemeldet,eingeloggt,connecté,même navigateur,sesión,conectado,mismo navegador,logado,sessão,collegato,sessione,ingelogd,zelfde browser,zalogowan,ログイン"),
			},
		},
		{
			code: "authorizer-suspended",
			ideas: [][]string{
				ideaConnected,
				ideaLeft,
			},
		},
		{
			code: "token-of-before",
			ideas: [][]string{
				anyOf("2019,2020,2021,2022,2023,2024,older connection,old connection,old customers,years ago,before refresh,alten verbindung,alten kunden,anciens clients,anciennes connexion,conexiones antiguas,clientes antiguos,conexões antigas,clientes antigos,vecchie connessioni,vecchi clienti,oude koppeling,oude klanten,stare połączen,starych,以前に連携,古い"),
				ideaToken,
				ideaRenew,
				anyOf("nothing to,nothing else,none was,only this one,only one,just one,just the one,that is all,empty,null,nichts,nur dieses,nur ein,leer,rien,seulement un,seul,nada,solo uno,solo un,sólo un,vacío,vazi,apenas um,niente,vuot,nenhum,ninguno,aucun,nessun,niets,alleen,leeg,nic ,tylko jeden,pust,ない"),
			},
		},
		{
			code: "no-refresh-token",
			ideas: [][]string{
				anyOf("second token,refresh token,token for renewing,renewing token,zweite token,zweiten token,refresh-token,aktualisierungstoken,deuxième jeton,second jeton,jeton de rafraîch,segundo token,token de actualización,token de atualização,secondo token,token di aggiornamento,tweede token,drugi token,drugiego tokenu,リフレッシュトークン"),
				anyOf("isnt in,not in the,is missing,missing,never comes,no second,not there,empty,that is all,fehlt,kommt nicht,nicht dabei,leer,manque,absent,n y est pas,pas dans,falta,no viene,no está,vacía,não vem,vazia,manca,non c è,ontbreekt,zit er niet,leeg,brak,nie ma,pust,含まれ,ない"),
				anyOf("answer,reply,response,sends us,hands us,gives us,antwort,réponse,respuesta,resposta,risposta,antwoord,odpowied,応答,レスポンス"),
			},
		},
		{
			code: "no-expiry",
			ideas: [][]string{
				ideaToken,
				anyOf("not a word,no word,not say how,doesnt say how,says nothing,nothing about,not told,never says,kein wort,sagt nicht,steht nicht,nichts darüber,pas un mot,ne dit pas,rien sur,ni una palabra,no dice,nada sobre,nem uma palavra,não diz,non dice,nessuna parola,geen woord,zegt niet,ani słowa,nie mówi,何も書"),
				anyOf("how long,lifetime,is good for,valid,until when,ends,wie lange,gültig,laufzeit,combien de temps,durée,valable,cuánto,caduc,vigencia,quanto tempo,validade,expira,quanto dura,scadenza,hoe lang,geldig,jak długo,ważn,いつまで,有効期限"),
			},
		},
		{
			code: "invalid-grant",
			ideas: [][]string{
				anyOf("the code,a code,code it,codes,den code,der code,le code,el código,o código,il codice,de code,kod,認可コード,コード"),
				anyOf("minutes later,later than,too late,queue,waits in,took minutes,minuten später,zu spät,warteschlange,minutes plus tard,trop tard,file dattente,minutos después,demasiado tarde,cola,minutos depois,tarde demais,fila,minuti dopo,troppo tardi,coda,minuten later,te laat,wachtrij,minut później,za późno,kolejk,分後,遅"),
				slices.Concat(anyOf("expired,not valid,isnt valid,invalid,ungültig,no es válid,não é válid,abgelaufen,expiré,caduc,expirou,scadut,verlopen,wygas,期限"), ideaNoLonger),
			},
		},
		{
			code: "role-too-low",
			ideas: [][]string{
				anyOf("agent,agente"),
				anyOf("administrator,admin,amministrat,administrad,administrat,beheerder,administracyj,管理者"),
				anyOf("owner,proprietario,propietario,propriétaire,inhaber,eigenaar,właściciel,role,rolle,rôle,rol ,ruolo,rola,normal,ordinary,light,オーナー,ロール"),
				ideaRefused,
			},
		},
		{
			code: "missing-scope",
			ideas: [][]string{
				anyOf("only reading,only asked,asked for,only read,only tickets,scope,consent page,permission,nur lesen,nur gelesen,berechtigung,umfang,seulement lire,portée,autorisation,solo leer,sólo leer,permiso,alcance,só ler,permissão,escopo,solo leggere,permess,alleen lezen,rechten,tylko odczyt,uprawnie,スコープ,閲覧だけ"),
				ideaSame,
				anyOf("tickets,chamados,tiquets,bilety,zgłoszenia,チケット"),
				ideaRefused,
			},
		},
		{
			code: "scope-not-allowed",
			ideas: [][]string{
				anyOf("allowed scope,allowed permission,erlaubte berechtigung,erlaubten berechtigung,erlaubten scopes,scopes autorisés,permisos permitidos,scopes permitidos,escopos permitidos,scope consentiti,toegestane scopes,dozwolone zakresy,許可されたスコープ"),
				slices.Concat(anyOf("more than,mehr ist,plus que,más de,mais do que,più di,meer dan,więcej niż"), ideaRefused),
			},
		},
		{
			code: "redirect-mismatch",
			ideas: [][]string{
				anyOf("https,http"),
				anyOf("slash,schrägstrich,barra,ukośnik,schuine streep,スラッシュ,port ,www ,upper case,capital,großschreib,majuscule,mayúscula,maiúscula,maiuscol,hoofdletter,wielk"),
				anyOf("saved,registered,client,gespeichert,eingetragen,hinterlegt,enregistr,registrad,guardad,salvat,registrat,opgeslagen,geregistreerd,zapisan,zarejestrowan,登録"),
				ideaRefused,
			},
		},
		{
			code: "no-such-client",
			ideas: [][]string{
				anyOf("never heard of,not know this client,not know the client,doesnt know the client,doesnt know this client,kennt den client nicht,kennt diesen client nicht,ne connaît pas,no conoce,não conhece,non conosce,kent de client niet,nie zna,そのクライアントは"),
				anyOf("client,cliente,klient,クライアント,application,aplicación,app "),
			},
		},
		{
			code: "api-token-retired",
			ideas: [][]string{
				anyOf("api token,jeton api,jeton dapi,token de api,token api,apiトークン,api トークン"),
				anyOf("button,tab,knop,knopf,schaltfläche,reiter,bouton,onglet,botón,pestaña,botão,aba,pulsante,scheda,przycisk,zakładk,ボタン,タブ"),
				anyOf("not exist,doesnt exist,isnt there,missing,gone,not there,no button,nicht mehr,bestaat,existiert nicht,gibt es nicht,gibt es bei uns nicht,gibt es hier nicht,gibt es einfach nicht,fehlt,nexiste pas,manque,no existe,falta,não existe,non esiste,manca,ontbreekt,nie istnieje,brak,nie ma,ない,見当た"),
			},
		},
		{
			code: "password-grant-retired",
			ideas: [][]string{
				anyOf("password,passwort,kennwort,mot de passe,contraseña,senha,wachtwoord,hasł,パスワード"),
				anyOf("e mail address and,e mail and,email and,email address and,mail adresse und,e mail und,adresse e mail et,correo y,e mail e,email e,e mail en,mailem i,メールアドレス"),
				anyOf("api,script,export,import,sync,job,cron,skript,スクリプト"),
				ideaRefused,
			},
		},
		{
			code: "rate-limited",
			ideas: [][]string{
				anyOf("too many,too often,too fast,zu viele,zu oft,zu schnell,trop de,trop souvent,trop vite,demasiad,muy rápido,excesso,rápido demais,muitas,troppe,troppo spesso,te veel,te vaak,te snel,za dużo,zbyt wiele,za często,回数が多,多すぎ"),
				anyOf("wait,pause,slow down,retry,warten,warte,attendre,patienter,esperar,espere,aguard,aspettare,attendere,wachten,czekać,poczekać,待"),
				anyOf("tickets,requests,calls,api,parallel,anfragen,aufrufe,requêtes,appels,peticiones,solicitudes,llamadas,pedidos,chamadas,richieste,chiamate,verzoeken,aanroepen,zapytań,żądań,チケット,リクエスト"),
			},
		},
		{
			code: "access-denied",
			ideas: [][]string{
				anyOf("deny,ablehnen,refuser,denegar,rechazar,negar,rifiuta,nega ,weigeren,afwijzen,odmów,拒否"),
				anyOf("clicked,pressed,hit ,tapped,geklickt,gedrückt,cliqué,appuyé,pulsó,pulsé,clic en,hizo clic,clicou,apertou,cliccato,premuto,geklikt,gedrukt,kliknął,kliknęła,kliknięt,クリック,押し"),
				anyOf("consent,button,page,popup,seite,knopf,bouton,fenêtre,botón,página,ventana,botão,janela,pulsante,finestra,knop,venster,przycisk,okno,画面,ボタン"),
			},
		},
		{
			code: "no-callback",
			ideas: [][]string{
				anyOf("waits,waiting,keeps waiting,wartet,attend,espera,aguarda,aspetta,wacht,czeka,待ち続け,待ったまま"),
				anyOf("click allow,clicked allow,pressed allow,after allow,zulassen,autoriser,autorizar,permitir,consenti,toestaan,zezwól,許可"),
				anyOf("nothing happens,never comes back,never returns,nothing comes,passiert nichts,kommt nie zurück,kommt nichts,rien ne se passe,ne revient,no pasa nada,no vuelve,nada acontece,não volta,non succede nulla,non torna,gebeurt niets,komt niet terug,nic się nie dzieje,nie wraca,何も起き,戻って"),
			},
		},
		{
			code: "customer-subdomain",
			ideas: [][]string{
				anyOf("callback,return address,return url,redirect,the code,rücksprung,adresse de retour,url de retorno,dirección de vuelta,indirizzo di ritorno,retouradres,adres powrotu,戻り先,コールバック"),
				anyOf("which customer,whose subdomain,whose account,says which,tells which,which subdomain,what subdomain,which zendesk,which account,which company,welcher kunde,welchem kunden,welches zendesk,quel client,quel zendesk,qué cliente,de qué cuenta,qual cliente,qual conta,quale cliente,quale account,welke klant,welk account,który klient,którego klienta,どの顧客,どのアカウント"),
			},
		},
		{
			code: "html-instead-of-json",
			ideas: [][]string{
				anyOf("web page,html,a whole page,webseite,ganze seite,page web,página web,pagina web,webpagina,stron internetow,stronę html,ウェブページ"),
				anyOf("instead of,rather than,statt,anstelle,au lieu,en lugar,en vez,em vez,invece,in plaats,zamiast,代わり,ではなく"),
				anyOf("json,token,data,daten,données,datos,dados,dati,gegevens,dane,データ"),
			},
		},
		{
			code: "invalid-client",
			ideas: [][]string{
				anyOf("secret,geheimnis,secreto,segredo,segreto,geheim,sekret,シークレット"),
				anyOf("new secret,made a new,regenerat,old secret,old one,neues secret,neu erzeugt,altes secret,nouveau secret,régénér,ancien secret,nuevo secreto,regenerad,secreto antiguo,novo segredo,segredo antigo,nuovo segreto,rigenerat,nieuw geheim,nieuwe secret,oude secret,nowy sekret,stary sekret,再生成,新しいシークレット"),
				ideaRefused,
			},
		},
		{
			code: "account-suspended",
			ideas: [][]string{
				anyOf("trial,testphase,probezeit,testkonto,essai,prueba,de teste,di prova,proefperiode,proefaccount,okres próbny,konto próbne,試用,トライアル"),
				anyOf("ended,expired,is over,ran out,abgelaufen,zu ende,vorbei,expiré,terminé,caduc,terminó,acabou,expirou,scadut,finit,verlopen,voorbij,skończył,wygas,終わ,切れ"),
			},
			not: []string{"certificate", "zertifikat", "certificat", "token of"},
		},
		{
			code: "port-busy",
			ideas: [][]string{
				anyOf("port ,port,puerto,porta,poort,ポート"),
				anyOf("in use,already used,taken,occupied,belegt,besetzt,verwendet,occupé,utilisé,ocupad,en uso,em uso,occupat,in uso,bezet,in gebruik,zajęt,używan,使用中,使われ"),
				anyOf("callback,redirect,login,listen,oauth,rücksprung,retour,retorno,ritorno,powrot,コールバック"),
			},
		},
	}
})

// tells reports whether the text has a word of an idea.
func (r *reader) tells(idea []string) bool {
	return slices.ContainsFunc(idea, func(form string) bool {
		if form[0] >= 0x80 && strings.IndexFunc(form, isOtherLetter) == 0 {
			return strings.Contains(r.words, form)
		}
		return strings.Contains(r.words, " "+form)
	})
}

// told finds the first of the stories that a person tells of Zendesk.
func (r *reader) told() []finding {
	const longest = 3000 // bytes; what is longer is a log, or about several things
	if !r.namesOurs || r.noFailure || len(r.words) > longest || r.resolvedUpTo() >= len(r.text) || !r.isTalk() {
		return nil
	}
	if r.zendeskWorks && r.mayNameTheirs || slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.owner == theirs && e.answered() }) {
		return nil // somebody else fails
	}
	for _, s := range stories() {
		if !slices.ContainsFunc(s.ideas, func(idea []string) bool { return !r.tells(idea) }) && !r.tells(s.not) {
			return []finding{{code: s.code, rank: rankWords}}
		}
	}
	return nil
}

// isTalk reports whether most statements of the text consist of words.
func (r *reader) isTalk() bool {
	prose := 0
	for _, s := range r.stmts {
		if isProse(r.text[s.from:s.to]) {
			prose++
		}
	}
	return 2*prose >= len(r.stmts)
}

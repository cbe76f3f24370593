package explain

// storiesOfTokens are those of tokens and of the answers that bring them.
func storiesOfTokens() []story {
	return []story{
		{
			code: "pair-lost",
			ideas: []idea{
				ideaParallel(),
				anyOf("overwr,wrote its old,writes its old,old row,old pair,old tokens,over it,over them,überschreib,überschrieb,écras,sobrescrib,sobrescrev,sovrascriv,overschrijf,overheen,nadpis,上書き,перезапис,затёр,затер,затира,поверх,старую пару,старые токены,старый токен,записал стар,覆盖,覆蓋,盖掉,蓋掉,旧的那,舊的那,写回,寫回,旧token,旧的token,旧令牌,旧的令牌,덮어,예전 값,이전 값,옛 값,예전 토큰,이전 토큰,옛 토큰,예전 쌍,üzerine yaz,üstüne yaz,ezdi,eziyor,ezmiş,ezip,eski çift,eski tokenlar,eskisini yaz"),
				either(anyOf("pair,keys,setje,paar,paire,par,coppia,para,пару,пара,пары,那一对,那对,一对,一對,那组,쌍,세트,çift"), ideaToken()),
			},
		},
		{
			code: "pair-lost",
			ideas: []idea{
				ideaRenew(),
				anyOf("nie in der datenbank,das neue verloren,die neuen verloren,never reached the database,never made it into,nunca llegó a la base,jamais arrivé en base,never saved,not saved,not stored,before it was saved,before saving,crashed before,crashed between,lost the new,still the one from,is still the one,still the old,the new one was lost,threw the new,nie gespeichert,nicht gespeichert,vor dem speichern,abgestürzt,jamais enregistr,pas enregistr,avant denregistrer,no se guard,nunca se guard,antes de guardar,não foi salvo,não guard,antes de salvar,mai salvat,non salvat,prima di salvare,niet opgeslagen,nooit opgeslagen,nie zapis,保存されな,保存されず,保存できな,保存する前,killed before,died before,before it wrote,before it could,before it was written,before they were written,before writing,before it stored,before storing,before persisting,before it saved,before it committed,before committing,vor dem schreiben,bevor er sie,bevor es gespeichert,bevor sie gespeichert,bevor er gespeichert,bevor das neue,nie geschrieben,nicht mehr geschrieben,vor dem commit,avant de les écrire,avant décrire,avant de lécrire,avant de les enregistrer,avant de lenregistrer,avant la sauvegarde,avant de sauvegarder,jamais écrit,antes de escribir,antes de grabar,antes de que guard,antes de que se guard,antes de persistir,no llegó a guardar,nunca se grab,antes de gravar,antes de escrever,não foi gravad,nunca foi salv,nunca foi gravad,não chegou a salvar,não chegou a gravar,prima di scriver,prima di memorizz,prima che venisse,prima che fosse,prima che li,mai scritt,non è stato scritt,voordat hij,voordat de nieuwe,voordat het,voor het opslaan,nooit weggeschreven,niet weggeschreven,zanim zapis,zanim został,zanim zdąży,przed zapis,nie zdąży,nie został zapis,書き込む前,保存前,書き込まれ,書く前,保存に失敗,не сохран,не успел,раньше чем,не записал,до записи,до сохранения,до того как запис,до того как сохран,прежде чем запис,прежде чем сохран,упал до,упал между,остался старый,остался прежний,остались старые,осталась старая,так и лежит стар,лежит старый,没有保存,没保存,沒有保存,沒有儲存,没存,没有写,没写,沒寫,还没写,還沒寫,未保存,未写入,写入之前,写入前,写库之前,保存之前,落库,还是旧的,还是老的,仍是旧的,還是舊的,没来得及,來不及,来不及,저장되지 않,저장하지 못,저장이 안,저장 못,저장하기 전,저장 전에,저장되기 전,쓰기 전에,기록하기 전,기록되기 전,기록 전에,그대로 예전,여전히 예전,아직 예전,여전히 이전,유실,kaydedilm,kaydetmed,kaydedemed,kaydetmeden,kaydedemeden,yazılmadan,yazmadan,yazamadan,yazılmad,yazamad,hala eski,hâlâ eski"),
				ideaToken(),
			},
			not: anyOf("密钥,密鑰,金鑰,시크릿,секрет,gizli anahtar"),
		},
		{
			code: "revoke-ignored",
			ideas: []idea{
				anyOf("delete,deleted,revoke,disconnect,widerruf,gelösch,lösch,trennen,supprim,révoqu,déconnect,borr,elimin,revoc,apag,exclu,desconect,cancell,revoca,verwijder,ingetrokken,usuw,usunię,cofn,削除,解除,取り消,удал,отозв,отзыва,отзыв ,отключ,отвяз,删除,刪除,撤销,撤銷,断开,斷開,中斷連,吊销,注销,取消授权,取消授權,삭제,취소,해제,폐기,끊,sild,silin,siliyor,silme,iptal,bağlantıyı kes,bağlantısını kes,kaldır"),
				ideaSame(),
				ideaToken(),
				anyOf("still works,still working,still reads,still gets,still accepted,keeps working,still returns,funktioniert weiter,geht weiterhin,immer noch,noch immer,weiterhin,fonctionne encore,marche encore,toujours,sigue funcionando,todavía,aún,continua a funcionar,continua funcionando,ainda,funziona ancora,ancora,werkt nog,nog steeds,nadal,wciąż,まだ,取れてしま,всё ещё,все еще,всё еще,все ещё,по прежнему,продолжает работать,до сих пор,всё равно,все равно,仍然,还能,還能,依然,还可以,還可以,照样,照樣,还是能,继续有效,还有效,还在用,여전히,아직도,계속 작동,계속 동작,계속 조회,계속 됩,계속 살아,그대로 동작,그대로 작동,그대로 조회,아직 살아,hala,hâlâ,halen,çalışmaya devam"),
			},
		},
		{
			code: "authorizer-suspended",
			ideas: []idea{
				ideaConnected(),
				ideaLeft(),
			},
		},
		{
			code: "token-of-before",
			ideas: []idea{
				anyOf("2019,2020,2021,2022,2023,2024,older connection,old connection,old customers,years ago,before refresh,alten verbindung,alten kunden,anciens clients,anciennes connexion,conexiones antiguas,clientes antiguos,conexões antigas,clientes antigos,vecchie connessioni,vecchi clienti,oude koppeling,oude klanten,stare połączen,starych,以前に連携,古い,старых подключ,старые подключ,старых клиент,старые клиент,старых токен,старые токен,давно подключ,早期连接,旧的连接,旧连接,老连接,老客户,以前连接,以前接入,旧token,老token,旧令牌,旧的token,老的token,舊的連,舊token,예전에 연동,이전에 연동,예전에 연결,기존 토큰,옛 토큰,예전 토큰,오래된,기존 고객,eski bağlantı,eski müşteri,eski token,yıllar önce,önceden bağlan"),
				ideaToken(),
				ideaRenew(),
				anyOf("nothing to,nothing else,none was,only this one,only one,just one,just the one,that is all,empty,null,nichts,nur dieses,nur ein,leer,rien,seulement un,seul,nada,solo uno,solo un,sólo un,vacío,vazi,apenas um,niente,vuot,nenhum,ninguno,aucun,nessun,niets,alleen,leeg,nic ,tylko jeden,pust,ない,no refresh,without refresh,without a refresh,cant be refreshed,cannot be refreshed,kein refresh,keinen refresh,keine refresh,ohne refresh,pas de refresh,sans refresh,pas de jeton,sin refresh,no tienen refresh,no hay refresh,sem refresh,não têm refresh,não tem refresh,senza refresh,non hanno refresh,non hanno un refresh,geen refresh,zonder refresh,żadnego refresh,nie ma refresh,bez refresh,brak refresh,nie mają refresh,nie da się ich odśwież,トークンがあり,トークンはあり,トークンがな,нечем,нечего,нет refresh,нет рефреш,без refresh,только один токен,только этот,только access,одного токена,пуст,больше ничего,没有refresh,沒有refresh,没有刷新,沒有刷新,只有一个,只有一個,只有这,只有這,只有access,只给了,只存了,是空,为空,為空,空值,没东西可,리프레시 토큰이 없,리프레시 토큰도 없,리프레시 토큰은 없,refresh token이 없,refresh_token이 없,refresh token은 없,갱신할 것이 없,갱신할 방법이 없,갱신할 토큰이 없,하나뿐,하나만,하나밖에,비어,refresh token yok,refresh tokenı yok,refresh token vermiyor,refresh token dönmüyor,yenileme tokenı yok,yenileyecek bir şey yok,tek bir token,tek token,yalnızca tek,boş"),
			},
		},
		{
			code: "no-refresh-token",
			ideas: []idea{
				anyOf("second token,refresh token,token for renewing,renewing token,zweite token,zweiten token,aktualisierungstoken,deuxième jeton,second jeton,jeton de rafraîch,segundo token,token de actualización,token de atualização,secondo token,token di aggiornamento,tweede token,drugi token,drugiego tokenu,リフレッシュトークン,refresh_token,второй токен,второго токена,refresh токен,рефреш,токен обновления,токена обновления,刷新令牌,刷新token,第二个token,第二個token,更新權杖,리프레시 토큰,갱신 토큰,두 번째 토큰,yenileme tokenı,yenileme anahtar,ikinci token"),
				anyOf("isnt in,not in the,is missing,missing,never comes,no second,not there,empty,that is all,fehlt,kommt nicht,nicht dabei,leer,manque,absent,n y est pas,pas dans,falta,no viene,no está,vacía,não vem,vazia,manca,non c è,ontbreekt,zit er niet,leeg,brak,nie ma,pust,含まれ,ない,отсутств,нет ,не приходит,не пришёл,не пришел,не возвраща,не отдаёт,не отдает,не присыла,пуст,没有refresh,沒有refresh,没有刷新,没有第二个,里没有,裡沒有,里面没有,缺少,没返回,没有返回,不返回,没给,沒給,没有给,空的,为空,為空,少了,토큰이 없,토큰은 없,토큰도 없,토큰만 없,token이 없,token은 없,token만 없,token도 없,들어 있지 않,포함되지 않,포함되어 있지,오지 않,안 옵,안 와,안 내려,비어,누락,빠져,token yok,tokenı yok,içinde yok,yanıtta yok,cevapta yok,eksik,gelmiyor,gelmed,dönmüyor,dönmed,vermiyor,boş"),
				anyOf("answer,reply,response,sends us,hands us,gives us,antwort,réponse,respuesta,resposta,risposta,antwoord,odpowied,応答,レスポンス,ответ,响应,回應,应答,返回,回傳,응답,yanıt,cevap"),
			},
		},
		{
			code: "no-expiry",
			ideas: []idea{
				ideaToken(),
				anyOf("not a word,no word,not say how,doesnt say how,says nothing,nothing about,not told,never says,kein wort,sagt nicht,steht nicht,nichts darüber,pas un mot,ne dit pas,rien sur,ni una palabra,no dice,nada sobre,nem uma palavra,não diz,non dice,nessuna parola,geen woord,zegt niet,ani słowa,nie mówi,何も書,ни слова,не говорит,не сказано,не указано,не указан,ничего не сказано,ничего о,ничего про,не сообща,нет срока,без срока,没有说,没说,沒說,沒有說,没有写,没写,沒有寫,没提,沒提,只字,没有注明,没有expires,没有有效期,没有过期时间,看不出,没有告诉,말이 없,언급이 없,언급도 없,적혀 있지,나와 있지 않,안 나와,안 적혀,알려 주지,정보가 없,유효 기간이 없,만료 시간이 없,만료 시각이 없,expires_in이 없,tek kelime,söylemiyor,belirtilm,belirtmi,yazmıyor,bilgi yok,tek bir söz"),
				anyOf("how long,lifetime,is good for,valid,until when,ends,wie lange,gültig,laufzeit,combien de temps,durée,valable,cuánto,caduc,vigencia,quanto tempo,validade,expira,quanto dura,scadenza,hoe lang,geldig,jak długo,ważn,いつまで,有効期限,срок,сколько действу,сколько он действу,сколько живёт,сколько живет,как долго,до какого,время жизни,多久,有效期,过期时间,過期時間,多长时间,什么时候过期,到什么时候,到期,유효 기간,얼마나,언제까지,만료,ne kadar,geçerlilik,süresi,ne zaman,ömrü"),
			},
		},
		{
			code: "invalid-grant",
			ideas: []idea{
				anyOf("the code,a code,code it,codes,den code,der code,le code,el código,o código,il codice,de code,kod,認可コード,コード,код,授权码,授權碼,code换,code去,code放,code交,code丢,code扔,code再,拿到code,个code,的code,把code,这个code,코드,인가 코드"),
				anyOf("minutes later,later than,too late,queue,waits in,took minutes,minuten später,zu spät,warteschlange,minutes plus tard,trop tard,file dattente,minutos después,demasiado tarde,cola,minutos depois,tarde demais,fila,minuti dopo,troppo tardi,coda,minuten later,te laat,wachtrij,minut później,za późno,kolejk,分後,遅,минут спустя,минут после,минуты спустя,минуты после,через минут,через пару минут,через несколько минут,через пять минут,слишком поздно,очеред,с опозданием,分钟后,分鐘後,几分钟,幾分鐘,分钟才,队列,佇列,排队,太晚,太迟,太遲,분 뒤,분 후,분 지나,분이 지나,몇 분,늦게,큐에,큐를,대기열,dakika sonra,kuyruk,kuyruğ,çok geç,geç kal"),
				either(anyOf("expired,not valid,isnt valid,invalid,ungültig,no es válid,não é válid,abgelaufen,expiré,caduc,expirou,scadut,verlopen,wygas,期限,истёк,истек,просроч,недействит,не действует,протух,过期,過期,失效,无效,無效,만료,무효,유효하지 않,쓸 수 없,süresi dol,süresi geç,geçersiz,geçerli değil"), ideaNoLonger()),
			},
		},
		{
			code: "html-instead-of-json",
			ideas: []idea{
				anyOf("web page,html,a whole page,webseite,ganze seite,page web,página web,pagina web,webpagina,stron internetow,stronę html,ウェブページ,веб страниц,html страниц,целая страница,целую страницу,страница целиком,网页,網頁,웹페이지,web sayfa"),
				anyOf("instead of,rather than,statt,anstelle,au lieu,en lugar,en vez,em vez,invece,in plaats,zamiast,代わり,ではなく,вместо,而不是,不是json,而非,대신,아니라,아닌,yerine"),
				anyOf("json,token,data,daten,données,datos,dados,dati,gegevens,dane,データ,токен,данн,数据,數據,資料,令牌,데이터,토큰,veri"),
			},
		},
		{
			code: "invalid-client",
			ideas: []idea{
				anyOf("secret,geheimnis,secreto,segredo,segreto,geheim,sekret,シークレット,секрет,密钥,密鑰,金鑰,시크릿,비밀키,gizli anahtar"),
				anyOf("new secret,made a new,regenerat,old secret,old one,neues secret,neu erzeugt,altes secret,nouveau secret,régénér,ancien secret,nuevo secreto,regenerad,secreto antiguo,novo segredo,segredo antigo,nuovo segreto,rigenerat,nieuw geheim,nieuwe secret,oude secret,nowy sekret,stary sekret,再生成,新しいシークレット,reissued,rotated,new one,ausgetauscht,neu ausgestellt,новый секрет,новый secret,перевыпус,перегенер,старый секрет,старый secret,старым секрет,старым secret,сменили секрет,поменяли секрет,сменили secret,поменяли secret,重新生成,重新产生,重新產生,重置,新的密钥,新密钥,旧的密钥,旧密钥,旧的secret,旧secret,新的secret,新secret,新的金鑰,新金鑰,舊的金鑰,舊金鑰,舊的secret,换了密钥,更换了密钥,재발급,재생성,다시 생성,새 시크릿,새 secret,예전 시크릿,예전 secret,이전 시크릿,이전 secret,기존 시크릿,기존 secret,yeni secret,yeni gizli,eski secret,eski gizli,yeniden oluştur,yeniden üret"),
				either(ideaRefused(), anyOf("401,invalid_client")),
			},
		},
	}
}

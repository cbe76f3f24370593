package explain

// storiesOfGlobal are those of the way to a global client.
var storiesOfGlobal = []story{
	{code: "not-global-yet", ideas: []string{
		ideaOwnOne,
		ideaCustomer,
		"not know the app,not know our app,not know the client,no such client,unknown client,never heard of,kennt die app nicht,kennt unsere app nicht,kennt den client nicht,ne connaît pas,no conoce,não conhece,non conosce,kent de app niet,kent onze app niet,nie zna,知らない,見つからない,не знает,неизвест,не находит,не найден,нет такого,не видит наш,не существует,不认识,不認識,不存在,找不到,没有这个,沒有這個,알 수 없,찾을 수 없,모른다,존재하지 않,tanımıyor,bilmiyor,bulamıyor,bulunamad,böyle bir,bilinmeyen",
	}},
	{code: "client-page-gone", ideas: []string{
		ideaApproved,
		"admin center,admin centre,admincenter,centre dadministration,centro de administración,central de administração,centro de administração,管理センター,центре администр,центр администр,админ центр,админцентр,админк,管理中心,관리 센터,관리자 센터,yönetim merkez,yönetici merkez",
		"isnt in,is not in admin,not in the list,isnt listed,not there any,no longer show,no longer list,list is empty,gone,any more,anymore,vanished,disappeared,leads nowhere,not found,verschwunden,nicht mehr,weg,disparu,introuvable,desaparec,ya no está,ya no aparece,sumiu,não aparece,sparit,non c è più,verdwenen,niet meer,znikn,nie ma go,消え,ありません,пропал,исчез,больше нет,не видно,не вижу,не могу найти,нет в списке,не найден,消失,不见了,不見了,找不到,没有了,沒有了,看不到,不在列表,사라졌,사라진,없어졌,안 보이,안 보여,보이지 않,찾을 수 없,목록에 없,kaybol,yok oldu,yok olmuş,görünmüyor,bulamıyor,listede yok,göremiyor,artık yok",
		"client,cliente,klient,app ,oauth,クライアント,アプリ,клиент,приложени,客户端,用戶端,应用,應用,클라이언트,앱,istemci,uygulama",
	}},
	{code: "bot-not-covered", ideas: []string{
		"bot ,bots ,chatbot,ボット,бот ,бота ,боту ,ботом ,боты ,ботов ,ботам ,чат бот,чатбот,机器人,機器人,챗봇,봇은,봇이,봇에,봇을,봇용,botu ,botlar,botumuz,sohbet bot",
		ideaGlobal,
		"other credential,another credential,different credential,separate credential,its own credential,not for bots,not apply,anderen zugang,eigene zugangsdaten,andere zugangsdaten,gilt nicht,nicht für bots,autre identifiant,autres identifiants,pas pour les bots,otra credencial,otras credenciales,no es para bots,no se aplica,outra credencial,não se aplica,non vale per i bot,altra credenziale,altre credenziali,andere inloggegevens,niet voor bots,inne dane,nie dotyczy botów,別の認証,対象外,не для ботов,не распростран,не относится,не действует,не подходит для бот,другой доступ,другие уч,отдельный доступ,отдельные уч,отдельную уч,不适用,不適用,不包括,不涵盖,另外的凭,别的凭,单独的凭,單獨的憑,单独申请,另外申请,另外申請,不能用于机器,不支持机器,적용되지 않,해당되지 않,해당하지 않,적용이 안,별도의,별도 자격,별도 인증,다른 자격,geçerli değil,geçmiyor,kapsamıyor,kapsamında değil,ayrı bir,başka bir kimlik,farklı bir kimlik,botlar için değil",
	}},
	{code: "request-rejected", ideas: []string{
		ideaGlobal,
		"request,application,antrag,anfrage,demande,solicitud,pedido,solicitação,richiesta,aanvraag,wniosek,申請,заявк,запрос,申请,신청,요청,başvuru,talep,talebi",
		"rejected,declined,turned down,turned it down,turned us down,said no,refused our,denied our,not approved,not been approved,unable to approve,not able to approve,cannot approve,abgelehnt,refusé,rejeté,denegado,denegada,rechazad,recusad,negad,rifiutat,respint,afgewezen,odrzucon,odrzucil,却下,отклон,отказ,не одобр,отверг,被拒,拒绝,拒絕,驳回,駁回,没有通过,沒有通過,未通过,未通過,没通过,没有批准,未批准,不予,거절,반려,거부,승인되지 않,승인할 수 없,승인해 줄 수 없,reddet,redded,geri çevr,onaylanmad,onaylayama,kabul edilmed,uygun bulunma",
		"client,oauth,app ,integration,connector,connect,marketplace,anwendung,klant,cliente,klien,application,aplicaci,aplicaç,applicazi,aplikac,クライアント,アプリ,連携,клиент,приложени,интеграц,客户端,用戶端,客户,客戶,应用,應用,클라이언트,앱,연동,istemci,uygulama,entegrasyon",
	}},
	{code: "account-not-accepted", ideas: []string{
		"d3v",
		"portal,form,formular,demande,request,antrag,solicitud,pedido,richiesta,aanvraag,wniosek,申請,портал,форм,заявк,门户,表单,表單,申请,入口,포털,양식,신청,başvuru,talep",
		"rename,not accept,nacceptent,naccepte,only accepts,umbenenn,nicht angenommen,nehmen nur,renommer,renombrar,no acepta,renomear,não aceita,rinominare,non accetta,hernoemen,niet geaccepteerd,alleen accounts,zmienić nazwę,nie przyjmuj,名前を変,受け付けられ,受け付けない,作り直,переимен,не принима,принимают только,только аккаунт,改名,重命名,重新命名,更名,不接受,只接受,不收,이름을 바꾸,이름을 변경,이름을 바꿔,받지 않,안 받,만 받,kabul etm,kabul edilm,kabul edili,yeniden adland,adını değiş",
	}},
	{code: "claim-refused", ideas: []string{
		"first six,first 6,six characters,ersten sechs,six premiers,primeros seis,primeiros seis,primi sei,eerste zes,pierwsze sześć,pierwszych sześć,最初の6,первые шесть,первых шест,первые 6,первых 6,шесть символов,6 символов,前六,前6,六个字符,六個字元,6个字符,6個字元,六位,6位,앞 여섯,앞 6,처음 여섯,처음 6,첫 여섯,첫 6,여섯 글자,여섯 자,6자,6글자,ilk altı,ilk 6,altı karakter,6 karakter",
		"claim,beanspruch,réclamer,reclamar,rivendic,claimen,przejąć,申し立て,portal,портал,присво,забрать,подтверд,认领,認領,申领,领取,门户,포털,소유,클레임,등록,sahiplen,üstlen,talep",
		"not find,not match,dont match,doesnt match,could not,couldnt,wrong,nicht gefunden,findet,falsch,introuvable,no encuentra,não encontra,non trova,niet gevonden,nie znajduje,見つから,не находит,не найден,не подход,не совпад,неверн,неправильн,找不到,不匹配,不对,不對,不正确,不正確,不符,错误,錯誤,无效,無效,찾을 수 없,찾지 못,일치하지 않,맞지 않,틀렸,틀리,잘못,올바르지 않,bulunamad,bulamıyor,eşleşm,yanlış,hatalı,uyuşm,geçersiz," + ideaRefused,
	}},
}

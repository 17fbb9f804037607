"""Words that rules about words must know: those that may stand twice, names written in one, parts that are no words."""

from __future__ import annotations

from collections.abc import Mapping

TWICE: Mapping[str, frozenset[str]] = {
    "en": frozenset("had that did her bye ha knock hush tut blah yo cha go aye no so win do does".split()),
    "fr": frozenset("nous vous faire se".split()),
    "es": frozenset("poco casi muy no".split()),
    "pt": frozenset("pouco quase não".split()),
}
"""Words that a correct sentence may say twice, by language."""
EMPHATIC: Mapping[str, frozenset[str]] = {
    "en": frozenset("very really so many far never long yes slowly little big always too much".split()),
    "fr": frozenset("très non oui si trop bien tout vite loin jamais toujours doucement beaucoup petit".split()),
    "es": frozenset("sí muy ya bien nunca siempre mucho mucha muchos muchas lejos despacio rápido todo".split()),
    "pt": frozenset("sim muito muita muitos muitas já bem nunca sempre longe devagar tudo".split()),
}
"""Words that a speaker says twice to stress them, by language; in a quotation that is no slip."""
PLACES = frozenset(
    "south north sri pago bora walla wagga baden duran nauru puka lala yin wang new gili wadi alto jin xi ban".split()
)
"""First halves of names such as Bora Bora, and given names that are said twice."""
FUNCTION = frozenset(
    "the a an of to and in for with from by at as or on is are was were be been has have this these those its "
    "their our we they it he she not "
    "but if when while which who also all more than about into through under over between during after before "
    "both each other such only".split()
)
"""Words that no name is made of."""
COMMON = frozenset(
    "common outcome outcomes output outputs result results indicator indicators resource resources summary "
    "overview introduction report reports "
    "annual women woman girls men people children office country national government ministry programme "
    "programmes program project projects "
    "plan plans strategic strategy contribution contributions contributors donor donors partner partners "
    "partnership partnerships funding fund "
    "funds finance financial budget total target targets baseline progress note notes year years data chart "
    "table figure source sources view "
    "read more download share next previous back top page home contents annex key message messages lesson "
    "lessons story stories impact area "
    "areas systemic organizational development sustainable goal goals gender equality empowerment economic "
    "social political leadership violence "
    "law laws policy policies support supported training trained services service health education water food "
    "security peace community "
    "communities council councils province provinces district districts region regions regional local "
    "international global united nations "
    "agency agencies member states civil society organization organizations private sector company companies "
    "university media campaign "
    "campaigns group groups network networks participants participation workshop workshops survey evaluation "
    "monitoring review new number "
    "percentage increase increased access yes no market farmers villages schools school clinic clinics centre "
    "centres staff team river basin lake port coast valley island islands hill city town village rural urban "
    "north south east west "
    "northern southern eastern western central authority board committee commission court police justice skills "
    "job jobs work workers worker employers "
    "trade business businesses loan loans credit savings bank banks insurance tax budgets land housing road "
    "roads bridge energy climate environment "
    "emergency response shelter shelters referral crisis conflict youth elderly family families mothers fathers "
    "parents students teachers teacher "
    "nurses nurse doctors midwives hospital hospitals library museum radio television press journalists speech "
    "speeches meeting meetings session "
    "sessions conference symposium seminar dialogue forum consultation consultations guide guidelines handbook "
    "manual curriculum course courses "
    "certificate scholarship scholarships grant grants agreement agreements memorandum statement statements "
    "resolution resolutions decree decrees "
    "president minister mayor director deputy head chair chairperson secretary officer officers adviser "
    "advisers expert experts".split()
)
"""Words of headings and tables of reports, in lower case."""
BRANDS = frozenset(
    "YouTube WeChat LinkedIn PowerPoint WhatsApp TikTok GitHub PayPal FaceBook MasterCard AirBnB SoundCloud "
    "WordPress JavaScript TypeScript "
    "OpenStreetMap QuickBooks SharePoint OneDrive OneNote DropBox SurveyMonkey MailChimp HeForShe SheTrades "
    "DigitALL UNiTE UNAids iPhone iPad "
    "eBay AliPay GlobalGiving ReliefWeb DevInfo CommCare KoBoToolbox RapidPro EpiCollect PubMed ResearchGate "
    "BioNTech AstraZeneca "
    "SafetyNet PlayStation FedEx DuckDuckGo InterAction CrowdStrike CarePlus WaterAid ActionAid ChildFund "
    "PeaceNexus WomenCount ZipLine "
    "MoneyGram TransferWise DreamWorks NetEase AgriTech EdTech FinTech FemTech HealthTech MedTech GovTech "
    "CleanTech".split()
)
"""Names that are written in one word with a capital inside."""
GLUED: Mapping[str, str] = {
    one + two: f"{one} {two}"
    for first, second in (
        (
            "of in on to and for from with by at that is as into was are were between under among through during all",
            "the this these their its our",
        ),
        ("the", " ".join(sorted(COMMON))),
    )
    for one in first.split()
    for two in second.split()
} | {f"{one}{two}": f"{one} {two}" for one in COMMON for two in ("of", "and", "the")}
"""Two words in one, none of which is a word by itself, and both words."""
ENDINGS = frozenset(
    "ment ments tion tions ation ations sion sions ness ity ities ence ences ance ances ical ically ively ingly "
    "ional onal ibility ability "
    "ership erships tive tives ture tures ial ially nance gramme grammes ernment ganization ganizations opment "
    "search arch tial cial cies "
    "ning ting ding sing ring lity lities izing ized ised ising".split()
) - {"search", "arch", "ring", "sing", "ding", "ting"}
"""Ends of words that are no words themselves."""
LONG = frozenset(
    "development research programme programmes government governments women woman partner partners partnership "
    "partnerships community "
    "communities participation participants empowerment equality leadership organization organizations "
    "international national regional "
    "strategic strategy resources financial finance support supported training trained services education "
    "ministry ministries province "
    "provinces district districts council councils campaign campaigns evaluation monitoring knowledge products "
    "protection security economic "
    "political violence prevention response capacity implementation assessment agriculture agricultural "
    "entrepreneurs business businesses "
    "company companies university universities society sector private public policy policies legislation "
    "parliament justice survivors gender "
    "children families household households together between through however although because before during "
    "further important increase "
    "increased advocacy communication communications technical assistance coordination cooperation sustainable "
    "sustainability environment "
    "climate change humanitarian refugees migration employment opportunities workshop workshops network "
    "networks journalists markets "
    "indicator indicators outcome outcomes output outputs progress report reports reporting results target "
    "targets baseline achieved "
    "achievement achievements challenges lessons learned member members state states agency agencies country "
    "countries world health water "
    "sanitation nutrition school schools teachers students adolescent digital technology innovation information "
    "statistics census survey "
    "million billion thousand percentage number numbers almost about another against "
    "disaster disasters preparedness reduction legal assistance refugee maternal displacement protection "
    "rehabilitation reconstruction recovery "
    "reintegration inclusion disability disabilities procurement accountability transparency governance "
    "constitutional judicial electoral "
    "humanitarian vocational agricultural pastoral livestock fisheries irrigation renewable literacy secondary "
    "primary tertiary vaccination immunization "
    "infrastructure transport tourism livelihoods resilience mitigation adaptation biodiversity registration "
    "management administration".split()
)
"""Long words that nearly every report has, in lower case."""
SHORT = frozenset(
    # Words of up to five letters that stand on their own; with these beside it a fragment is none.
    "a i am an as at be by do go he if in is it me my no of on or so to up us we ad ox hi ok "
    "act add age ago aid aim air all and any apt are arm art ask ate bad bag ban bar bat bay bed bee beg bet "
    "bid big bit box boy bud bus but buy "
    "can cap car cat cop cot cow cry cub cup cut day den did die dig dip dog dot dry due dye ear eat egg ego "
    "elm end era eve eye fan far fat fax "
    "fed fee few fig fin fir fit fix fly fog for fox fun fur gap gas get god got gum gun gut guy had has hat "
    "hay her hey hid him hip his hit hog "
    "hop hot how hub hug hum hut ice ill ink inn ion its ivy jam jar jaw jet job jog joy key kid kin kit lab "
    "lap law lay led leg let lid lie lip "
    "lit log lot low mad man map mat may men met mid mix mob mom mop mud mug nap net new nil nod nor not now "
    "nun nut oak oar odd off oil old one "
    "opt our out owe own pad pan par pat pay pea pen per pet pie pig pin pit pop pot pro pub put ram ran rat "
    "raw ray red rib rid rig rim rip rod "
    "rot row rub rug run rye sad sat saw say sea see set sew sex she shy sin sip sir sit six ski sky son sow "
    "soy spa spy sum sun tab tag tan tap "
    "tax tea ten the tie tin tip toe ton too top toy try tub tug two use van vet via vow wag war was wax way "
    "web wet who why wig win wit yes yet "
    "you zip zoo able also area army away baby back ball band bank barn base bath beam bean bear beat been beer "
    "bell belt best bill bind bird "
    "bite blow blue boat body bold bomb bond bone book boot bore born boss both bowl boys bulk burn bush busy "
    "call calm came camp card care case "
    "cash cast cell chat chef chip city clay club coal coat code coin cold come cook cool cope copy core corn "
    "cost crew crop cure dark data date "
    "dawn days dead deal dean dear debt deep deer desk dial diet dirt disc dish dive dock does done door dose "
    "down draw drew drop drug drum dual "
    "dust duty each earn ease east easy edge edit else even ever evil exam exit face fact fail fair fall fame "
    "farm fast fear feed feel feet fell "
    "felt file fill film find fine fire firm fish five flag flat flew flow fold folk food foot form fort four "
    "free fuel full fund gain game gate "
    "gave gear gene gift girl give glad goal goat goes gold golf gone good gray grew grey grid grow gulf hair "
    "half hall hand hang hard harm hate "
    "have head hear heat held hell help herd here hero hers hide high hill hire hold hole holy home hope host "
    "hour huge hung hunt hurt idea inch "
    "into iron item join joke jump jury just keen keep kept kick kids kill kind king knew know lack lady laid "
    "lake land lane last late lead leaf "
    "lean left lend lens less life lift like limb lime line link lion list live load loan lock logo long look "
    "lord lose loss lost lots loud love "
    "luck made mail main make male mall many mark mass mate math meal mean meat meet melt menu mere mild mile "
    "milk mill mind mine miss mode mood "
    "moon more most move much must myth name near neat neck need nest news next nice nine node none noon norm "
    "nose note noun nuts obey odds okay "
    "once ones only onto open oral ours oven over pace pack page paid pain pair pale palm park part pass past "
    "path peak peer pick pile pill pink "
    "pipe plan play plea plot plus poem poet pole poll pond pool poor port pose post pour pray prey pull pump "
    "pure push quit race rail rain rank "
    "rare rate read real rear rely rent rest rice rich ride ring rise risk road rock role roll roof room root "
    "rope rose ruin rule rush safe sage "
    "said sail sake sale salt same sand save scan seal seat seed seek seem seen self sell send sent sets shed "
    "ship shoe shop shot show shut sick "
    "side sign silk sing sink site size skin slip slot slow snow soap soft soil sold sole some song soon sort "
    "soul soup spin spot star stay stem "
    "step stop such suit sure swap swim tail take tale talk tall tank tape task taxi team tear tech tell tend "
    "tent term test text than that them "
    "then they thin this thus tide tidy till time tiny tips tire toll tone tool tops tour town tree trek trip "
    "true tube tune turn twin type ugly "
    "unit upon urge used user vary vast verb very vest veto vice view visa vote wage wait wake walk wall want "
    "ward warm warn wash wave ways weak "
    "wear week well went were west what when whom wide wife wild will wind wine wing wire wise wish with wolf "
    "wood wool word wore work worn wrap "
    "yard year your zero zone cent eco pre non sub anti semi multi ex vs etc re un eu uk co de la le el al en "
    "et y e o".split()
)
"""Short words."""
NAME_PARTS = frozenset(
    "Mc Mac De Di Du Da Del El Al Le La Las Los Fitz Van Von Des Dos San St Ben Bin Ibn Ab Ap Lo Mb Nd Te Den "
    "Der".split()
)
"""What surnames begin with whose next letter is a capital."""

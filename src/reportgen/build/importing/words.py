"""Words of headings and cells in English, French and Spanish become columns and values of the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping


def _parted(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words.split("; ")) for name, words in table.items()}


_HEADINGS: Mapping[str, str] = {
    "indicator": (
        "indicator code; indicator id; indicator; indicateur; code indicateur; indicador; codigo del indicador; kpi"
    ),
    "period_start": "period start; start of period; from; debut de periode; du; inicio del periodo; desde",
    "period_end": "period end; end of period; until; fin de periode; au; fin del periodo; hasta; reporting date",
    "dimensions": "disaggregation; dimension; desagregation; desagregacion; sex; age group",
    "value": ("value; actual; actual value; result; resultat; resultado; valeur; valor; achieved; realise; alcanzado"),
    "absence": "reason for no value; absence; motif d absence; motivo de ausencia",
    "verified": "verified; verifie; verificado; checked",
    "caveat": "caveat; limitation; reserve; salvedad",
    "comment": "comment; comments; commentaire; commentaires; comentario; comentarios; explanation of variance",
    "source": ("source; means of verification; moyen de verification; fuente; medio de verificacion; source of data"),
    "recorded": "recorded; date of entry; date de saisie; fecha de registro",
    "version": "version; version date; approval date; date approved; date d approbation; fecha de aprobacion",
    "kind": "kind; type of target; type de cible; tipo de meta; target type",
    "period": "period; year; target year; annee; ano; periode",
    "approved_by": "approved by; approuve par; aprobado por",
    "reason": "reason; reason for change; motif; motivo",
    "code": (
        "code; outcome code; output code; outcome; output; outcome output; project code; activity code; "
        "code projet; code activite; effet; produit; resultado codigo; codigo; codigo de proyecto; "
        "producto"
    ),
    "year": "year; fiscal year; annee; exercice; ano; ejercicio",
    "source_of_funds": (
        "source of funds; fund type; funding source; core non core; source de financement; type de fonds; "
        "fuente de fondos; fuente de financiamiento; tipo de fondos"
    ),
    "stage": "stage; budget stage; type of amount; amount type; etape; nature; etapa; concepto",
    "amount": "amount; amount usd; usd; total; montant; montant usd; monto; importe; value usd; budget",
    "currency": "currency; devise; monnaie; moneda; divisa; curr",
    "as_of": "as of; as of date; date of extract; situation au; a la date du; a fecha de; fecha de corte",
    "status": "status; statut; estado; certified",
    "outcome": "outcome; outcome code; effet; code effet; efecto; codigo del efecto; resultado",
    "goal": "goal; sdg; sdg goal; odd; ods; objectif; objetivo",
    "target": "sdg target; target; cible; cible odd; meta; meta ods",
    "share": "share; percentage; percent; part; pourcentage; porcentaje; participacion; share %",
    "id": (
        "id; agreement; agreement id; agreement no; agreement number; reference; accord; numero d accord; "
        "acuerdo; numero de acuerdo"
    ),
    "agreement": "agreement; agreement id; agreement no; grant; accord; convention; acuerdo; convenio",
    "partner": "partner; donor; funding partner; bailleur; partenaire; donateur; socio; donante",
    "outcomes": "outcomes; effets; efectos; outcome codes",
    "title": "title; agreement title; titre; titulo; project title; intitule",
    "start": "start; start date; date de debut; debut; fecha de inicio; inicio",
    "end": "end; end date; date de fin; fin; fecha de fin; termino; expiry date",
    "earmarking": "earmarking; affectation; asignacion",
    "fees": "fees; support cost; gms; overhead; frais de gestion; costos de apoyo",
    "reports_due": "reports due; report due; rapports dus; informes debidos",
    "reports_sent": "reports sent; report sent; rapports envoyes; informes enviados",
    "amendments": "amendments; avenants; enmiendas",
    "rate": "rate; exchange rate; taux; taux de change; tipo de cambio",
    "rate_date": "rate date; date of receipt; date received; date du taux; date de reception; fecha de recepcion",
    "development": "development; developpement; desarrollo",
    "humanitarian": "humanitarian; humanitaire; humanitario",
    "note": "note; notes; remarks; remarques; observations; notas; observaciones",
    "disclosure": "disclosure; confidentiality; diffusion; confidencialidad",
    "table": "table",
    "column": "column",
    "where": "where",
    "rows": "rows",
    "date": "date; fecha",
}
HEADINGS = _parted(_HEADINGS)
"""Column -> headings that stand for it, without accents and signs."""

_TITLES: Mapping[str, str] = {
    "results.csv": "results; actuals; resultats; resultados; progress; indicators; indicateurs; indicadores",
    "targets.csv": "targets; baselines; milestones; cibles; metas",
    "finance.csv": "finance; budget; expenditure; ledger; finances; depenses; presupuesto; gastos; finanzas",
    "sdg.csv": "sdg; odd; ods",
    "agreements.csv": "agreements; grants; accords; conventions; acuerdos; convenios",
    "contributions.csv": "contributions; receipts; tranches; payments; contribuciones; recettes; ingresos",
    "spending.csv": "spending; grant expenditure; utilisation",
    "controls.csv": "controls; control totals; totaux de controle",
}
TITLES = _parted(_TITLES)
"""Table -> words in the names of its sheets."""

_MEANINGS: Mapping[str, str] = {
    "planned": "planned; budget; plan; original budget; prevu; budgete; previsto; planificado; presupuesto",
    "revised": "revised; revised budget; revise; revisado",
    "available": "available; disponible",
    "received": "received; income; receipts; recu; recibido; ingresos",
    "committed": "committed; commitment; commitments; obligations; engage; comprometido",
    "expended": (
        "expended; expenditure; spent; actuals; expenses; disbursed; depense; depenses; gastado; gasto; ejecutado"
    ),
    "regular": ("regular; core; regular resources; ordinaire; ressources ordinaires; ordinarios; recursos ordinarios"),
    "other": "other; non core; noncore; other resources; autres; autres ressources; otros; otros recursos",
    "baseline": "baseline; reference; valeur de reference; linea de base; linea base",
    "milestone": "milestone; annual target; jalon; hito",
    "target": "target; end target; cible; cible finale; meta; meta final",
    "provisional": "provisional; provisoire; provisional accounts; preliminar; interim",
    "certified": "certified; final; certifie; certificado; audited",
    "earmarked": "earmarked; affecte; asignado",
    "softly-earmarked": "softly earmarked; soft earmarked",
    "pooled": "pooled; basket; panier",
    "core": "core; unearmarked",
    "met": "met; achieved; atteint; alcanzado",
    "partly": "partly; partially met; partiellement; parcial",
    "not-met": "not met; not achieved; non atteint; no alcanzado",
}
MEANINGS = _parted(_MEANINGS)
"""Value of a closed list -> what stands in sheets for it."""


def plain_words(text: str) -> str:
    """Return a text in small letters without accents and signs."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9%]+", bare.casefold()))

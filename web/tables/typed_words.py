"""What people type for the words of the closed lists, in Swedish and loosely in English."""

from enum import Enum

from models.words import Fact, Insurer, Kind, Language, Level, Pay, Remote, Voice

WORDS: dict[type[Enum], dict[str, Enum]] = {
    Kind: {
        "mentorskap": Kind.MENTORSHIP,
        "mentorsprogram": Kind.MENTORSHIP,
        "mentor": Kind.MENTORSHIP,
        "sommarpraktik": Kind.INTERNSHIP,
        "sommarjobb": Kind.INTERNSHIP,
        "praktik": Kind.INTERNSHIP,
        "summer internship": Kind.INTERNSHIP,
        "examensarbete": Kind.THESIS,
        "uppsats": Kind.THESIS,
        "exjobb": Kind.THESIS,
        "thesis project": Kind.THESIS,
        "trainee": Kind.TRAINEESHIP,
        "traineeplats": Kind.TRAINEESHIP,
    },
    Level: {
        "kandidat": Level.BACHELOR,
        "kandidatniva": Level.BACHELOR,
        "grundnivå": Level.BACHELOR,
        "grundniva": Level.BACHELOR,
        "bachelor’s": Level.BACHELOR,
        "magister": Level.MASTER,
        "avancerad nivå": Level.MASTER,
        "avancerad niva": Level.MASTER,
        "master’s": Level.MASTER,
    },
    Remote: {
        "på plats": Remote.ONSITE,
        "plats": Remote.ONSITE,
        "on site": Remote.ONSITE,
        "hybrid": Remote.HYBRID,
        "delvis på distans": Remote.HYBRID,
        "distans": Remote.REMOTE,
        "på distans": Remote.REMOTE,
    },
    Voice: {
        "studenten": Voice.STUDENT,
        "arbetsgivare": Voice.EMPLOYER,
        "arbetsgivaren": Voice.EMPLOYER,
        "samordnare": Voice.COORDINATOR,
        "samordnaren": Voice.COORDINATOR,
    },
    Pay: {"lön": Pay.WAGE, "stipendium": Pay.STIPEND, "obetald": Pay.UNPAID, "obetalt": Pay.UNPAID},
    Fact: {
        "trappfritt": Fact.STEP_FREE,
        "tillgänglig toalett": Fact.ACCESSIBLE_TOILET,
        "rwc": Fact.ACCESSIBLE_TOILET,
        "tyst rum": Fact.QUIET_ROOM,
        "hörslinga": Fact.HEARING_LOOP,
        "flexibla tider": Fact.FLEXIBLE_HOURS,
        "deltid": Fact.PART_TIME,
        "utrustning": Fact.EQUIPMENT,
        "nära buss": Fact.NEAR_TRANSPORT,
        "nära buss eller tåg": Fact.NEAR_TRANSPORT,
    },
    Insurer: {
        "arbetsgivaren": Insurer.EMPLOYER,
        "arbetsgivare": Insurer.EMPLOYER,
        "universitetet": Insurer.UNIVERSITY,
        "universitet": Insurer.UNIVERSITY,
        "ingen": Insurer.NONE,
    },
    Language: {
        "svenska": Language.SWEDISH,
        "swedish": Language.SWEDISH,
        "engelska": Language.ENGLISH,
        "english": Language.ENGLISH,
    },
}

"""Everything that can go wrong on the way through a provider, in words that say what is safe and what to do next."""

from __future__ import annotations

from backend.core.errors import Conflict, Forbidden, Unavailable


class ProviderAway(Unavailable):
    """Down, slow, or talking nonsense. `reason` is for the log: a word of ours, never anything that was sent."""

    code = "openid.provider_away"
    words = "We cannot reach that sign-in service just now. Nothing is lost. Please sign in another way, or try again later."

    def __init__(self, reason: str = "busy") -> None:
        super().__init__()
        self.reason = reason


class ClockOff(Unavailable):
    """The provider's clock and ours are more than a minute apart: nothing it says about time can be checked."""

    code = "openid.clock"
    words = (
        "That sign-in service and ours do not agree on the time. We are told of it. Please sign in another way for now."
    )


class ProofRefused(Forbidden):
    """What came back does not hold. Which check it was stays in the log (`reason`): whoever plays with it learns nothing."""

    code = "openid.refused"
    words = "That sign-in did not work, and nothing was opened. Please start again from the sign-in page."

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class LevelTooLow(Forbidden):
    """She proved who she is, but not as well as it is needed."""

    code = "openid.level_too_low"
    words = (
        "That service has to check who you are more closely first. Your worker can help you, or sign in another way."
    )

    def __init__(self, reason: str = "level") -> None:
        super().__init__()
        self.reason = reason


class Cancelled(Forbidden):
    """She turned back at the provider."""

    code = "openid.cancelled"
    words = "You stopped before the end, so you are not signed in. You can start again, or sign in another way."


class NoConsent(Forbidden):
    """She does not want the provider to tell us who she is."""

    code = "openid.no_consent"
    words = "You chose not to share your details with us. That is fine. You can sign in another way."


class Expired(Forbidden):
    """The way back of a sign-in that is over: a bookmark, the back button, a page left open."""

    code = "openid.expired"
    words = "That sign-in is over. Please start again from the sign-in page."


class OtherBrowser(Forbidden):
    """It was begun somewhere else."""

    code = "openid.other_browser"
    words = "That sign-in was started in another browser. Please start again in this one."


class AlreadyLinked(Conflict):
    """This identity is somebody's way in already."""

    code = "openid.already_linked"
    words = "This is already a way into another account. Please sign in with it, or ask us to help."


class OtherAccount(Forbidden):
    """Somebody else came back than the one who is signed in here."""

    code = "openid.other_account"
    words = "That is not the account you are signed in to. Please sign out first, or use the sign-in you came with."


class NotLetIn(Forbidden):
    """The provider knows her, but nothing says that she works here."""

    code = "openid.not_let_in"
    words = "You signed in, but your organisation has not given you a place here. Please ask your team's lead."

"""How often and how long a geocoder is asked: the pause between two requests, retries, and what
is said when it cannot be asked at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any, NoReturn

from geopy.adapters import AdapterHTTPError, RequestsAdapter, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.extra.rate_limiter import RateLimiter

from respite_finder.errors import GeocodingError

LONGEST_WAIT_SECONDS = 120.0
"""A service that asks for more is left alone: the person runs the command again later."""

_HOPELESS = (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
)
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What geopy raises where an answer has a shape that it does not expect."""

# Without a handler Python prints a library's warnings as bare lines between ours.
logging.getLogger("geopy").addHandler(logging.NullHandler())


class FormAdapter(RequestsAdapter):  # type: ignore[misc]  # geopy has no types
    """geopy's adapter that never retries by itself, and can send a form.

    With retries of its own it would ask again at once, and sleep out a Retry-After, behind the
    back of the rate limiter.
    """

    session: Any

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context, max_retries=0)

    @contextmanager
    def sending(self, form: dict[str, Any]) -> Iterator[None]:
        """Within it a request is a POST of this multipart form; errors are told as for a GET."""
        session = self.session
        self.session = SimpleNamespace(get=partial(session.post, files=form), close=session.close)
        try:
            yield
        finally:
            self.session = session

    def get_text(self, url: str, *, timeout: Any, headers: Any) -> str:
        response = self._request(url, timeout=timeout, headers=headers)
        # Text without a charset would be read as Latin-1.
        return str(response.content, "utf-8", "replace")


class Polite(RateLimiter):  # type: ignore[misc]  # geopy has no types
    """geopy's rate limiter with every error told: retries what may pass, waits as long as the
    service asks, and raises GeocodingError when that does not help.
    """

    def __init__(
        self,
        func: Callable[..., Any],
        service: str,
        *,
        min_delay_seconds: float = 0.0,
        error_wait_seconds: float = 5.0,
        max_retries: int = 2,
    ) -> None:
        super().__init__(
            func,
            min_delay_seconds=min_delay_seconds,
            max_retries=max_retries,
            error_wait_seconds=error_wait_seconds,
            swallow_exceptions=False,
        )
        self.service = service

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        for tries_left in range(self.max_retries, -1, -1):
            self._acquire_request_slot()
            try:
                return self.func(*args, **kwargs)
            except _HOPELESS as error:
                self._give_up(error)
            except GeocoderServiceError as error:
                wait = retry_after(error)
                if not tries_left or (wait or 0) > LONGEST_WAIT_SECONDS:
                    self._give_up(error)
                self._sleep(max(self.error_wait_seconds if wait is None else wait, 0))
            except _UNREADABLE as error:
                if not tries_left:
                    self._give_up(error)
                self._sleep(self.error_wait_seconds)
        raise AssertionError("the last try returns or raises")

    def _give_up(self, error: Exception) -> NoReturn:
        raise GeocodingError(self.service, reason(error), retry_after(error)) from error


def retry_after(error: Exception) -> float | None:
    """The seconds that a service asks to wait, None if it does not say."""
    if isinstance(error, GeocoderRateLimited):
        return None if error.retry_after is None else float(error.retry_after)
    status = error.__cause__
    # geopy reads the header for status 429 only.
    if isinstance(status, AdapterHTTPError):
        try:
            seconds = get_retry_after(status.headers)
        except (ValueError, OverflowError):
            return None
        return None if seconds is None else float(seconds)
    return None


def reason(error: Exception) -> str:
    """What went wrong and what to do, without the address that was asked for."""
    wait, status = retry_after(error), error.__cause__
    code = f" (status {status.status_code})" if isinstance(status, AdapterHTTPError) else ""
    if wait is not None and (wait > LONGEST_WAIT_SECONDS or isinstance(error, GeocoderRateLimited)):
        return f"asks us to wait {wait:.0f} seconds{code}: run the command again after that"
    if isinstance(error, GeocoderRateLimited):
        return f"gets too many requests{code}: run the command again in an hour"
    if isinstance(error, GeocoderTimedOut) and not code:
        return "did not answer in time: run the command again, or with a longer --timeout"
    if isinstance(error, GeocoderUnavailable):
        return "cannot be reached, or broke off: look at the network and run the command again"
    if isinstance(error, GeocoderParseError | AttributeError | LookupError | TypeError):
        return "gave an answer that cannot be read: look at --server, or try again later"
    if isinstance(error, GeocoderInsufficientPrivileges | GeocoderAuthenticationFailure):
        return f"refuses us{code}: give a --user-agent of your own, or try again later"
    if isinstance(error, GeocoderQueryError | ConfigurationError):
        return f"does not accept the request{code}: look at --server and --user-agent"
    if isinstance(error, GeocoderServiceError):
        return f"failed{code}: run the command again later"
    return "gave an answer that cannot be read: look at --server, or try again later"

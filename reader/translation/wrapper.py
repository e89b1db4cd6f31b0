"""What engines that stand before another engine share."""

from __future__ import annotations

from reader.translation.protocol import HoldsModel, Translator

__all__ = ["TranslatorWrapper"]


class TranslatorWrapper:
    """An engine that goes by the name of the one behind it, `inner`."""

    def __init__(self, inner: Translator) -> None:
        self.inner = inner

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def label(self) -> str:
        return self.inner.label

    @property
    def batch(self) -> int:
        return self.inner.batch

    def release(self) -> None:
        """Lets the engine behind give back the memory of its model."""
        if isinstance(self.inner, HoldsModel):
            self.inner.release()

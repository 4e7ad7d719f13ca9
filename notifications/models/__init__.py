from .delivery import Delivery
from .fan_out import FanOut, Watermark

__all__ = ["Delivery", "FanOut", "Watermark"]

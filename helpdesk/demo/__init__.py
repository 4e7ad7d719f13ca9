"""The world of the demonstration: invented places and people, and requests that really went through the deeds."""

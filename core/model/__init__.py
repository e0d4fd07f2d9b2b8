"""Define what a plugin hands over: regimes, scales, rules and crosswalks."""

/**
 * The color arithmetic that Plotly asks for: that of culori, for rgb and hsl, which are all that figures here name
 * colors in.
 */
import { modeHsl, modeLrgb, modeRgb, useMode } from "culori/fn";

[modeRgb, modeHsl, modeLrgb].forEach((mode) => useMode(mode));

export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";

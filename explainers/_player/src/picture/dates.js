/**
 * What Plotly asks of its formats of dates. No figure here has an axis of dates
 * (`explainers/_core/picture/drawable.py`).
 */

/** @returns {never} */
export function utcFormat() {
  throw new Error("the page draws no dates");
}

export const timeFormat = utcFormat;
export const timeFormatLocale = () => ({ utcFormat });

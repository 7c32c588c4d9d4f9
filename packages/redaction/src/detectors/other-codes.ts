const words =
  'error|err|zip|area|postal|country|product|promo|promotional|exit|status|stop|source|qr|bar|dress|discount|coupon|color|colour|pay|overtime|time|charge|entry|class|drop|morse|key|qb|quickbooks|http|response|result|return|event|reason|department|dept|billing|tax|naics|sic|sort|swift|routing|activation|build|invoice|project|fault|failure|bug|bugcheck|win32|hresult|install|installation|license|validation|registration|customer|service|store|vendor|job|cost|gl|item|part|model|version|account';

/** A word before "code" that says that it is another sort of code. */
export const otherCode = new RegExp(`\\b(?:${words})\\s{0,3}$`, 'i');
/** The same behind it: "the code for the error is 6177". */
export const otherCodeWithin =
  /\b(?:error|zip|postal|promo|coupon|item|toner|product|invoice|order|ticket|case|form|department|vendor|account|phone|extension|ext|street|license|licence)\b/i;
/** Words of a message about what does not run. */
export const troubled =
  /\b(?:error|errors|zip|fails? with|crash(?:es|ed)?|bluescreen|blue screen|quickbooks (?:shows|says|gives|error)|exit)\b/i;

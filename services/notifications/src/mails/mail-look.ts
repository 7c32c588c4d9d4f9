import { type Brand, type DeskConfig, defaultAccentColor, inkOn } from '@acebuddy/contracts';
import { escapeHtml } from './escape-html.ts';

/** Whose mails they are, to look at. */
export interface MailLook {
  readonly companyName: string;
  /** An https address; mails without one begin with the company's name. @default null */
  readonly logoUrl?: string | null | undefined;
  /** `#rrggbb`. @default a blue */
  readonly accentColor?: string | undefined;
}

/**
 * What mail programs make of our inline colours when their reader likes it dark: those that understand the media query show
 * ours, the others keep the light ones or turn them by themselves.
 */
const darkStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#11151d!important;color:#e6eaf2!important}
.panel{background:#1b212c!important}
.soft{color:#a3adc2!important}
.edge{border-color:#4a5568!important}
.second{color:#e6eaf2!important;border-color:#a3adc2!important}
}`;

export const mailHead = `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>${darkStyle}</style>`;

/** The operator's logo, or her name where a picture is not configured. */
export function letterhead({ companyName, logoUrl }: MailLook): string {
  const name = escapeHtml(companyName);
  if (!logoUrl) return `<p style="font-size:14px;font-weight:600;margin:0 0 20px">${name}</p>`;
  return `<p style="margin:0 0 20px"><img src="${escapeHtml(logoUrl)}" alt="${name}" height="40" style="height:40px;max-width:240px;border:0"></p>`;
}

export function accentOf({ accentColor }: MailLook): string {
  return accentColor ?? defaultAccentColor;
}

const buttonShape =
  'display:inline-block;padding:10px 18px;margin:0 12px 8px 0;border-radius:6px;text-decoration:none;font-size:15px';

/** The first of several buttons is filled, the others are outlined: they must not be taken for each other. */
export function buttonLook(look: MailLook, isFirst: boolean): string {
  const accent = accentOf(look);
  if (isFirst)
    return `style="${buttonShape};border:2px solid ${accent};background:${accent};color:${inkOn(accent)};font-weight:600"`;
  return `class="second" style="${buttonShape};border:2px solid #5b6475;background:transparent;color:#1d2433"`;
}

/** What the operator's file says about the look of mails, and the zone of the times in them. */
export function mailLookOf(desk: DeskConfig): MailLook & { readonly timeZone: string } {
  const { company_name: companyName, logo_url: logoUrl, accent_color: accentColor, business_hours: hours } = desk;
  return { companyName, logoUrl, accentColor, timeZone: hours.time_zone };
}

/** The same for the pages that mails lead to. */
export function toBrand(look: MailLook): Brand {
  return { companyName: look.companyName, logoUrl: look.logoUrl ?? null, accentColor: accentOf(look) };
}

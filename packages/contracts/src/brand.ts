import { z } from 'zod';

/** `#rrggbb`. */
const colorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1f4fd8');
/** Mail programs and browsers fetch it by themselves, so it must not be reachable without TLS only. */
const logoSchema = z.url({ protocol: /^https$/, error: 'must be an https address of an image' }).max(500);

/** How mails and approval pages show whose they are; all of it from the operator's file. */
export const brandShape = {
  logo_url: logoSchema
    .optional()
    .describe("Picture above mails and approval pages; unset: the company's name stands there."),
  accent_color: colorSchema
    .optional()
    .describe('Colour of buttons and edges of mails and approval pages; unset: a blue.'),
};

/** The operator's name, logo and colour, as a page or a mail needs them. */
export const brandSchema = z.object({
  companyName: z.string().min(1).max(200),
  logoUrl: logoSchema.nullable(),
  accentColor: colorSchema,
});
export type Brand = z.infer<typeof brandSchema>;

export const defaultAccentColor = '#1f4fd8';

/** Black or white, whichever is read better on this `#rrggbb` colour (WCAG 2.2, relative luminance). */
export function inkOn(color: string): '#000000' | '#ffffff' {
  // Where both contrast alike: (L + 0.05)² = 0.05 × 1.05.
  return luminanceOf(color) > 0.1791 ? '#000000' : '#ffffff';
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

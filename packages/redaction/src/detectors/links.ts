import type { Detector } from '../secret.ts';

const forms: readonly RegExp[] = [
  // Addresses of incoming webhooks: who knows them may post.
  /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/-]{10,200})/dgi,
  /https:\/\/[\w.-]{1,80}\.office\.com\/webhook(?:b2)?\/([\w@/-]{20,300})/dgi,
  /https:\/\/(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/([\w-]{20,120})/dgi,
  /https:\/\/hooks\.zapier\.com\/hooks\/catch\/([\w/-]{8,120})/dgi,
  /https:\/\/[\w.-]{1,80}\.logic\.azure\.com\S{0,300}?[?&]sig=([\w%.~+/=-]{8,200})/dgi,
  // Secrets as parameters of an address.
  /[?&](?:sig|signature|x-amz-signature|x-amz-security-token|token|access_token|refresh_token|id_token|auth_token|api_?key|key|client_secret|secret|password|passwd|pwd|pass)=((?=[^\s&#;"'<>]{0,60}\d)[^\s&#;"'<>]{6,1500})/dgi,
  /otpauth:\/\/\S{1,200}?[?&]secret=([A-Z2-7=]{8,128})/dgi,
  // A token in place of the user: https://token@host.
  /https?:\/\/((?=[\w-]{0,80}\d)[\w-]{20,255})(?::x-oauth-basic)?@[\w.-]{1,80}/dgi,
];

/** Secrets inside addresses: webhooks, signed links, tokens as parameters or user names. */
export const findLinks: Detector = (text) =>
  forms.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match) => {
      const span = match.indices?.[1];
      return span === undefined ? [] : [{ kind: 'secret' as const, start: span[0], end: span[1] }];
    }),
  );

/** What a password is called: patterns in lower case, without the boundaries around them. A space may be a dash. */
const byLanguage: Readonly<Record<string, readonly string[]>> = {
  en: [
    'p[a@4*]{0,2}[s5$z*]{1,3}[ -]?w{1,2}[oae0*]{0,2}[rd*]{1,3}s?',
    'passwor[dt]?e?s?',
    'p[a@4]s{1,2}[ -]?(?:phrases?|code phrases?)',
    '(?:secret|seed|recovery|mnemonic) phrase|seed words?|pass[ -]keys?|(?:wi-?fi|wpa[23]?|wireless|network)(?: security)? key',
    'passwrods?|passowrds?|passwird|pasword|passwrd|passord|psswords?|psswrd|passwd|pswrd|paswrd|pword|pswd|psw|pwd?s?|p/w|p\\.w\\.?|pass|pin',
  ],
  es: [
    'contra[sczx]e(?:ñ|n|ny)i?as?',
    'cla[vb]es?(?: de (?:acceso|usuario|red|wifi|paso|seguridad))?',
    // Short for it, where nothing else can be meant: "against" has no article.
    '(?<=(?:mi|la|su|tu|nueva) )contra(?=\\s?[:=]| (?:es|era|nueva|vieja|actual|anterior)(?![\\p{L}]))',
  ],
  pt: ['senhas?', 'palavras?[ -]passe', 'palavra[ -]chave'],
  fr: ['mots? de passe', 'mdp'],
  de: [
    'passwo(?:rt|erter|rter)(?:es|s|e)?',
    'passwört(?:er|ern)',
    'kennw(?:ort|orts|örter)',
    'zugangscodes?',
    'losungswort',
    'pw',
  ],
  it: ['parola d.ordine', 'parola chiave'],
  nl: ['wachtwoord(?:en)?'],
  pl: ['has(?:ł|l)(?:o|a|em|u)'],
  cs: ['hesl(?:o|a|em|u)'],
  ro: ['parol(?:a|ă|ei)'],
  tr: ['(?:ş|s)ifre(?:m|si|niz|miz|n|yi|ler)?', 'parolam'],
  sv: ['lösenord(?:et)?', 'losenord(?:et)?'],
  da: ['adgangskoden?', 'kodeord(?:et)?', 'passordet?'],
  fi: ['salasana(?:ni|mme|n)?'],
  hu: ['jelsz(?:ó|o|avam|avunk)m?'],
  hr: ['lozink[aeu]', 'zaporka', 'geslo'],
  baltic: ['slapta(?:ž|z)odis', 'parool'],
  id: ['kata sandi(?:nya)?'],
  vi: ['m(?:ậ|a)t kh(?:ẩ|a)u'],
  ca: ['contrasenya', 'pasahitza', 'contrasinal'],
  el: ['κωδικ(?:ός|ό|ος|ο)', 'συνθηματικό'],
  ru: ['пароль', 'пароля', 'паролем', 'паролі', 'парола', 'лозинка', 'лозинку'],
  he: ['סיסמ(?:ה|א|ת)', 'הסיסמ(?:ה|א)(?: שלי)?'],
  ar: ['كلمة (?:المرور|السر|مرور)', 'الرقم السري', 'رمز عبور', 'گذرواژه'],
  hi: ['पासवर्ड', 'পাসওয়ার্ড', 'รหัสผ่าน'],
};

/** Of languages that put no space around a word. */
const unspaced = ['密码', '密碼', '口令', 'パスワード', '暗証番号', '비밀번호', '암호'];

/** Long names are also found at the end of a longer word: `mypassword`, `userPassword`, `DB_PASSWORD`. */
const glued = '(?:password|passwort|passwd|passphrase)';

const names = Object.values(byLanguage).flat().join('|');

export const passwordName = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{L}])|(?<=[a-z_])${glued}(?![\\p{L}])|${unspaced.join('|')}`,
  'giu',
);

/** What a text must have for a name of a password to be in it: the rarest letters of each, cheap to look for. */
export const passwordMark = {
  test: (text: string) => english.test(text) || abroad.test(text),
};
const english = /pa?[s5$*z]|p[4@*w]|p\/w|p\.w|palav|parol|pasah|pin|wi-?fi|wireless|network|wpa|phrase/i;
const abroad =
  /contra|cla[vb]e|senha|mdp|kennw|zugang|losung|wachtw|haslo|hasla|hesl|ifre|losenord|kode|adgang|salas|jelsz|lozin|zapor|geslo|slapta|sandi|mat khau|[\u0080-\uffff]/i;

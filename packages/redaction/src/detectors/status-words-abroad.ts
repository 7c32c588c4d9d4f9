/** The same as status-words.ts in the languages that customers write in: how a password is, not which it is. */
const words = new Set(
  `no nao não non nicht nie niet ne pas plus mais mas pero aber maar ma ya già déjà schon al ancora encore noch aún aun ainda toujours immer siempre sempre
  incorrecta incorrecto incorrect incorrecte incorreta incorreto errada errado errata errato falsch verkeerd onjuist fout błędne bledne špatné spatne greșită fel feil forkert väärä rossz yanlış
  correcta correcto correct correcte correta correto corretta corretto richtig korrekt juist goed poprawne správné
  caducada caducado vencida vencido expirada expirado expiré expirée périmé scaduta scaduto abgelaufen verlopen wygasło vypršelo expirat utgått udløbet
  olvidada olvidado perdida perdido esquecida oubliée oublié perdu perdue dimenticata dimenticato vergessen vergeten weg kwijt bloqueada bloqueado bloquée bloqué bloccata bloccato gesperrt geblokkeerd zablokowane
  válida válido valide valida valido gültig ungültig geldig ongeldig inválida inválido invalide invalida
  la el le il lo der die das den dem de het een une un una uno um uma ein eine the mi mon ma mein meine minha meu mia mio
  muy très trop sehr zu molto troppo muito demasiado demasiada nueva nuevo nouvelle nouveau neu nuova nuovo nova novo nieuw vieja viejo alt vecchia velha
  misma mismo même gleich stessa stesso mesma mesmo igual wie como comme come als
  necesaria necesario nécessaire nötig erforderlich obbligatoria obrigatória requerida requise segura seguro sûr sicher sicura débil faible schwach debole fraca corta court kurz larga longa lunga
  que qui che was wat co che dass si wenn als quando cuando
  не нет уже ещё еще неверный неправильный правильный старый новый истёк истек забыт забыл утерян заблокирован просрочен подходит работает`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const participle =
  /(?:ada|ado|ida|ido|ata|ato|uta|uto|iert|ée|és|ées|ován[oa]?|ано|ена|ется|ает|ит)$|^(?:ge|ab|ver|be|un|zurück)\p{L}{3,}(?:t|en)$/u;

/** True for a foreign word that says how a password is; only asked where its name is not an English one. */
export function isStatusWordAbroad(word: string): boolean {
  const bare = word.toLowerCase().replace(/[!?.,…]+$/, '');
  return words.has(bare) || participle.test(bare);
}

import { bare } from './normalise.ts';

/** What no workflow can do safely: security incidents, data restore, complaints, outages (detection-rules.md, rule 9). */
export function needsPerson(text: string): boolean {
  return /\b(?:hacked|hacker|ransomware|virus|malware|phishing|phished|breach(?:ed)?|compromised|stolen|scam(?:med)?|suspicious (?:login|email|e-mail|activity|link)|clicked (?:on )?a (?:bad |strange |suspicious )?link|encrypted my files|restore (?:a |my |the |some )?(?:file|folder|backup|data|document)s?|deleted (?:a |my |the |some |by mistake )?(?:file|folder|data|document)s?|(?:file|folder|document|data)s? (?:is|are|got) (?:gone|deleted|lost|missing)|please restore|lost (?:a |my |the |all |our )?(?:file|folder|data|document|work)s?|recover (?:a |my |the |some )?(?:file|folder|data|document)s?|complain(?:t|ing)?|lawyer|legal action|emergency|outage|everything is down|whole (?:company|office) (?:is )?down)\b/.test(
    bare(text),
  );
}

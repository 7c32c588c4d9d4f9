/** What people say about a password without saying the password. */
const words =
  `a able accepted accurate active again ago all almost already also always an and annoying another any anymore anything anywhere are as asking at available back bad because been before being below blank blocked both broken but by
  bypassed can cannot changed changing clear compromised complete complex complicated confidential correct correctly could current currently
  dead declined default denied deleted different difficult disabled disappearing doesn't due easy either empty enabled encrypted enough entered exactly expired expires expiring
  fail failed failing fails false fine first fixed for forgotten forgot from fully getting given going gone good great grayed greyed hacked hard has have he her hers here hidden his how i identical if important impossible
  in inaccessible inactive incorrect incorrectly insecure inside instead intact invalid invisible is isn't it its just kept known last lengthy like likely literally locked long lost made manager masked matching maybe me mine missing
  mandatory mismatched more must my n/a na necessary needed never new next no none nope not nothing now null obsolete obviously of off ok okay old on once one only open optional or ours out outdated over perfect permanent pending please possible
  private probably prompted protected proper properly provided random ready really recent recognised recognized reflected refused rejected required reset resetting resettable right same saved secret secure seen self sent set shared short
  shown showing simple since so some something somehow somewhere still stolen stored strong stuck such sufficient supposed sure synced syncing taking temporary than that the their them then there they they're this those through tied to today tomorrow too true typed unavailable
  unchanged undefined under unexpected unique unknown unnecessary unrecognized unreadable unset unsafe unusable until up updated updating upper us used useless usually valid verified very via visible vulnerable was way we weak well were what when where which whoever why will with within without work
  working works would wrong yes yet you your yours asap pls plz plus idk tbd see above attached redacted removed hunting unlock unlocked help problem problems issue issues expiration policy prompt screen page box field link email mail
  earlier message usual everyone everybody somebody someone nobody anybody remember reuse people users written somewhat rather quite
  user username account admin server portal login caps capital lowercase uppercase case sensitive minimum maximum characters digits letters everything ignored safe tricky urgent confirmed happening resolved solved cached cleared restricted enforced revoked suspended standard`
    .split(/\s+/)
    .filter((word) => word !== '');

const status = new Set(words);

/** True when the plain word says how the password is, or leads on to the rest of the sentence. */
export function isStatusWord(word: string): boolean {
  const bare = word.toLowerCase().replace(/[!?.,…]+$/, '');
  return status.has(bare) || /^(?:[a-z]{3,}(?:ing|ed)|[a-z]+n't|[a-z]+'(?:s|re|ll|ve|d))$/.test(bare);
}

/**
 * How keys of these issuers begin, as their documentation says. Unlike the published forms these keys may be cut off,
 * typed by hand or of a newer length: the beginning and some more characters are enough.
 */
export const vendorPrefixes: readonly string[] =
  `sk- sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ whsec_ ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- glptt- gldt- glrt- glsoat- glcbt-
  xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xapp- AIza GOCSPX- ya29. npm_ SG. shpat_ shpss_ shpca_ shppa_ dop_v1_ doo_v1_ dor_v1_ hf_ api_org_
  hvs. hvb. hvr. pypi- rubygems_ oy2 dckr_pat_ dckr_oat_ lin_api_ lin_oauth_ dapi dkea glsa_ glc_ glptt NRAK- NRJS- NRII- NRAA- PMAK- dp.pt. dp.st. dp.sa. dp.ct.
  AGE-SECRET-KEY-1 ntn_ secret_ EAAA EAAC EAAG EAAB sq0atp- sq0csp- sl. figd_ figo_ tskey- vcp_ vci_ vca_ vcr_ vck_ gsk_ xai- r8_ pplx- nvapi- key- sntrys_ sntryu_
  ATATT3 ATCTT3 ATBB BBDC- ops_ fo1_ FlyV1 rnd_ sbp_ sb_secret_ CFPAT- cfut_ cfat_ pat-na1- pat-eu1- rzp_live_ rzp_test_ LTAI AKCp shippo_live_ shippo_test_
  lsv2_ sgp_ EZAK EZTK duffel_live_ FLWSECK- FLWSECK_ sha256~ AQVN t1.9eu v1.0- ddapi dnkey- CLOJARS_ phx_ pscale_tkn_ pscale_pw_ pscale_oauth_ pul- tfp_ ico- waka_ wkrpe_
  live_ test_ ops_ey rpa_ fm2_ SCW amzn.mws. amzn1.oa2- AccessKey- sq0idp- frc_ frp_ mlsn. re_ xkeysib- xsmtpsib- ATTA tvly- apify_api_ gho- cio_ ddog_ ddp_ HRKU- mfa.`
    .split(/\s+/)
    .filter((prefix) => prefix !== '');

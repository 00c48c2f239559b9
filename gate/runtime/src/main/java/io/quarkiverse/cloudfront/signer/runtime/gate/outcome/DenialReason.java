package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

/**
 * The reason why a viewer is not let in, as one sentence.
 */
public enum DenialReason {

    ROLE_MISSING("Your account does not have access to this page."),
    NOT_COVERED("Logging in to this site does not give access to this page."),
    OTHER_TENANT("Your account does not belong to this address. Open the address of your own organization, or log in with "
            + "another account."),
    COOKIES_BLOCKED(
            "Your browser did not keep the cookies that give access to this page. Allow cookies for this site, and open "
                    + "the page again."),
    CLOCKS_DIFFER("The clock of this site differs from the clock of your device, so your access has already expired."),
    REFUSED_BY_CLOUDFRONT(
            "Your login is valid, but CloudFront does not deliver this page. Perhaps it does not exist, or is not for you.");

    private final String sentence;

    DenialReason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}

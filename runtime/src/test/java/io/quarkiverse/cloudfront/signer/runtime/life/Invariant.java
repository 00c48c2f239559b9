package io.quarkiverse.cloudfront.signer.runtime.life;

/**
 * What the pages _Marks_, _Tenants_, _Signed cookies_, _A private site_, and the security policy promise about the life of a
 * login.
 */
enum Invariant {

    // what must be refused
    MARK_FITS_ITS_GRANT("A mark fits the one grant that it was made for"),
    MARK_IS_REQUIRED("A request without a mark is refused"),
    GRANT_EXPIRES("A grant expires, and never outlives the user's token"),
    GRANT_HAS_ITS_RESOURCE("A grant opens the files of its resource only"),
    TENANT_HAS_ITS_DOMAIN("A user of a tenant gets URLs and cookies for the domain of this tenant and no other"),
    TENANT_IS_ONE_LABEL("A user whose tenant is not exactly one DNS label gets nothing"),
    REVOKED_USER_IS_REFUSED("Everything that was signed for a revoked user's logins until then is refused"),
    ALL_ARE_REVOKED("After all are revoked, everything that was signed until then is refused"),
    LOGOUT_ENDS_ITS_LOGIN("Everything that was signed for a login is refused after its logout"),
    PROVIDER_ENDS_THE_LOGIN("Everything that was signed for a login is refused after the provider has ended it"),

    // what must be served
    GRANT_IS_SERVED("A grant is served until it expires, is revoked, or its login ends"),
    OTHER_LOGINS_LIVE_ON("A logout ends the login that it belongs to, and no other"),
    REPLAYED_LOGOUT_CHANGES_NOTHING("A logout that is replayed changes nothing"),
    LATER_LOGIN_WORKS("A login that follows a logout or a revocation works"),
    REFUSED_PAGE_LEADS_TO_A_LOGIN_THAT_WORKS("The page for refusals leads to a login that works, also with single sign-on"),
    OTHER_USERS_LIVE_ON("A user who logs out, is revoked, or changes names, changes nothing for others"),

    // how
    USER_GETS_A_GRANT("A user whose token is valid gets a grant"),
    USERS_DO_NOT_SHARE_A_PSEUDONYM("A pseudonym stands for one user"),
    MARK_IS_THE_SAME("A mark is the same for one login and one policy, on every replica"),
    VIEWERS_SHARE_A_COPY("The mark is removed, so all viewers share one copy of a file"),
    FUNCTION_AGREES("The function decides as the local edge does");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return name() + ": " + sentence;
    }
}

package io.quarkiverse.cloudfront.signer.runtime.life;

/**
 * A step of a life, whose text is a sentence. Steps that need an earlier one refer to it by its ID, and do nothing without it,
 * so that each part of a life is a life.
 */
sealed interface Step {

    enum Kind {
        GATE("at the gate"),
        RP_INITIATED("at the path of quarkus-oidc"),
        FRONT_CHANNEL("by the provider's page"),
        EXPIRED("because the session has expired"),
        OIDC_SESSION("by OidcSession.logout()");

        final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /** @param fresh whether the provider asks for the password although its session lasts */
    record Login(int id, String user, String device, boolean fresh) implements Step {
        @Override
        public String toString() {
            return user + " logs in on the " + device + (fresh ? ", with the password" : "") + ": session s" + id;
        }
    }

    /** @param session whose user is refused */
    record FollowRefusal(int id, int session) implements Step {
        @Override
        public String toString() {
            return "the user of s" + session + " follows the link of the page for refusals to the login: session s" + id;
        }
    }

    record Refresh(int session) implements Step {
        @Override
        public String toString() {
            return "s" + session + " refreshes its token";
        }
    }

    /** @param session -1 for an anonymous viewer */
    record Grant(int id, int session, What what, int replica) implements Step {
        @Override
        public String toString() {
            return (session < 0 ? "an anonymous viewer" : "s" + session) + " gets g" + id + " from replica " + replica + ": "
                    + what.sentence;
        }
    }

    /** @param mark -1 for none */
    record Ask(int signature, int mark, boolean signatureInUrl, boolean markInUrl, String path, String tenant) implements Step {
        @Override
        public String toString() {
            return "request " + path + (tenant.isEmpty() ? "" : " of " + tenant) + " with the signature of g" + signature
                    + (signatureInUrl ? " in the URL" : " in cookies") + (mark < 0 ? " and no mark"
                            : mark == signature && signatureInUrl == markInUrl ? " and its mark"
                                    : " and the mark of g" + mark + (markInUrl ? " in the URL" : " in the cookie"));
        }
    }

    /** @param atProvider whether it also ends the session at the provider */
    record Logout(int id, Kind kind, int session, int replica, boolean atProvider) implements Step {
        @Override
        public String toString() {
            return "s" + session + " logs out " + kind.sentence + (atProvider ? "" : ", not at the provider") + " (l" + id
                    + ")";
        }
    }

    record BackChannel(int id, int session, boolean sid, int replica) implements Step {
        @Override
        public String toString() {
            return "the provider ends s" + session + " with a back-channel logout " + (sid ? "with" : "without") + " sid (l"
                    + id
                    + ")";
        }
    }

    record Replay(int logout, int replica) implements Step {
        @Override
        public String toString() {
            return "the logout l" + logout + " is replayed";
        }
    }

    /** @param user empty for all */
    record Revoke(String user, int replica) implements Step {
        @Override
        public String toString() {
            return "an administrator revokes " + (user.isEmpty() ? "all users" : user) + " at replica " + replica;
        }
    }

    record Rename(String user, String name) implements Step {
        @Override
        public String toString() {
            return user + " takes the name " + name;
        }
    }

    record Move(String user, String tenant) implements Step {
        @Override
        public String toString() {
            return user + " becomes a user of the tenant \"" + tenant + '"';
        }
    }

    record Wait(long seconds) implements Step {
        @Override
        public String toString() {
            return seconds + " seconds pass";
        }
    }

    record NextSecret() implements Step {
        @Override
        public String toString() {
            return "the secret of marks is replaced, one step further";
        }
    }
}

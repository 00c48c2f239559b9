package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.quarkiverse.cloudfront.signer.runtime.life.Judge.Verdict;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Answer;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Granted;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Question;
import io.quarkiverse.cloudfront.signer.runtime.life.Provider.Token;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Held;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Session;

/**
 * Takes each step in the model and with the real parts, and compares the answers.
 */
final class Life {

    final World world;
    private final Judge judge;
    private final Parts parts;
    private final Consumer<Question> asked;
    /** Sends a logout to a replica once more. */
    private final Map<Integer, IntConsumer> logouts = new HashMap<>();
    private long phaseSince;

    /** A promise that the real parts have broken. */
    record Failure(Invariant invariant, String sentence) {
    }

    /** @param asked gets what the function is asked */
    Life(Setting setting, Parts parts, Consumer<Question> asked) {
        this.world = new World(setting);
        this.judge = new Judge(world);
        this.parts = parts;
        this.asked = asked;
        parts.begin(setting);
    }

    /** @return null if all promises are kept */
    Failure take(Step step) {
        if (step instanceof Step.Grant grant) {
            return grant(grant);
        } else if (step instanceof Step.Ask ask) {
            return ask(ask);
        }
        change(step);
        return null;
    }

    boolean hasLogout(int id) {
        return logouts.containsKey(id);
    }

    private void change(Step step) {
        if (step instanceof Step.Login login) {
            world.login(login.id(), login.user(), login.device(), login.fresh(), false);
        } else if (step instanceof Step.FollowRefusal follow) {
            session(follow.session()).ifPresent(old -> world.login(follow.id(), old.user, old.device, true, true));
        } else if (step instanceof Step.Refresh refresh) {
            session(refresh.session()).ifPresent(world::refresh);
        } else if (step instanceof Step.Logout logout) {
            session(logout.session()).ifPresent(session -> logout(logout, session));
        } else if (step instanceof Step.BackChannel logout) {
            session(logout.session()).ifPresent(session -> backChannel(logout, session));
        } else if (step instanceof Step.Replay replay && hasLogout(replay.logout())) {
            logouts.get(replay.logout()).accept(replay.replica());
        } else if (step instanceof Step.Revoke revoke) {
            revoke(revoke);
        } else if (step instanceof Step.Rename rename) {
            world.rename(rename.user(), rename.name());
        } else if (step instanceof Step.Move move) {
            world.move(move.user(), move.tenant());
        } else if (step instanceof Step.Wait wait) {
            world.now += wait.seconds();
            parts.at(world.now);
        } else if (step instanceof Step.NextSecret) {
            nextSecret();
        }
    }

    private Optional<Session> session(int id) {
        return Optional.ofNullable(world.sessions.get(id));
    }

    /** The old secret is removed when everything has expired that was signed with it. */
    private void nextSecret() {
        if (world.phase < ReplacedSecret.LAST_OF_BOTH
                || world.phase < ReplacedSecret.LAST_STEP && world.now > phaseSince + World.LONGEST) {
            world.phase++;
            parts.phase(world.phase);
            phaseSince = world.phase > ReplacedSecret.LAST_OF_BOTH ? phaseSince : world.now;
        }
    }

    private void logout(Step.Logout logout, Session session) {
        Token token = session.token;
        session.ended = true;
        if (logout.atProvider()) {
            session.login.at().alive = false;
        }
        if (world.setting.logout() && logout.kind() != Step.Kind.OIDC_SESSION) {
            parts.logout(logout.replica(), logout.kind(), token);
            judge.loggedOut(session, token, logout.replica());
            logouts.put(logout.id(), replica -> {
                parts.logout(replica, logout.kind(), token);
                judge.replayed(session);
            });
        }
    }

    private void backChannel(Step.BackChannel logout, Session session) {
        Token token = session.token;
        long issuedAt = world.now;
        session.login.at().alive = false;
        session.ended = true;
        if (world.setting.backChannel()) {
            parts.backChannel(logout.replica(), token, logout.sid(), issuedAt);
            judge.endedByProvider(session, logout.sid(), logout.replica());
            logouts.put(logout.id(), replica -> {
                parts.backChannel(replica, token, logout.sid(), issuedAt);
                judge.replayed(session);
            });
        }
    }

    private void revoke(Step.Revoke revoke) {
        if (revoke.user().isEmpty()) {
            parts.revokeAll(revoke.replica());
        } else {
            parts.revoke(revoke.replica(), world.setting.providers().get(revoke.user()).issuer(),
                    world.setting.subject(revoke.user()));
        }
        judge.revoked(revoke.user(), revoke.replica());
    }

    private Failure grant(Step.Grant step) {
        Session session = world.sessions.get(step.session());
        if (session == null && step.session() >= 0) {
            return null;
        }
        Token token = session == null ? null : session.token;
        Invariant refusal = world.refusal(step.replica(), token, step.what());
        Granted granted = parts.grant(step.replica(), token, step.what());
        if ((granted == null) != (refusal != null)) {
            return new Failure(refusal == null ? Invariant.USER_GETS_A_GRANT : refusal,
                    granted == null ? "nothing was granted" : "it was granted");
        } else if (granted == null) {
            return null;
        }
        Held held = new Held(step.id(), session, token, step.what(), world.now, step.replica(),
                world.window(step.replica()),
                world.expiry(step.replica(), token), ReplacedSecret.isNew(world.phase, step.replica()), granted);
        Failure failure = compare(held);
        world.grants.put(held.id(), held);
        return failure;
    }

    private Failure compare(Held held) {
        for (Held each : world.grants.values()) {
            boolean samePseudonym = each.granted().pseudonym().equals(held.granted().pseudonym());
            boolean sameUser = each.user().equals(held.user());
            if (samePseudonym && !sameUser) {
                return new Failure(Invariant.USERS_DO_NOT_SHARE_A_PSEUDONYM, "the mark of " + each.user() + "'s g" + each.id());
            }
            boolean sameLogin = held.hasToken() && sameUser && each.session().login == held.session().login
                    && held.token().provider().tellsLogin() && each.newSecret() == held.newSecret();
            boolean sameGrant = each.what() == held.what() && each.granted().policy().equals(held.granted().policy());
            boolean tolerable = world.setting.isTolerable(Setting.PROVIDER, each.replica())
                    && world.setting.isTolerable(Setting.PROVIDER, held.replica());
            if (sameLogin && sameGrant && tolerable && !each.granted().mark().equals(held.granted().mark())) {
                return new Failure(Invariant.MARK_IS_THE_SAME, "another mark than that of g" + each.id());
            }
        }
        return null;
    }

    private Failure ask(Step.Ask step) {
        Held signature = world.grants.get(step.signature());
        Held mark = world.grants.get(step.mark());
        if (signature == null || mark == null && step.mark() >= 0) {
            return null;
        }
        String host = step.tenant().isEmpty() ? "media.example.com" : step.tenant() + ".media.example.com";
        boolean asGiven = step.signatureInUrl() != signature.what().cookies && step.markInUrl() == step.signatureInUrl();
        Verdict verdict = judge.request(signature, mark, asGiven, step.path(), host);
        Answer answer = parts.ask(signature.granted(), mark == null ? null : mark.granted(), step.signatureInUrl(),
                step.markInUrl(), step.path(), host);
        asked.accept(answer.question());
        if (verdict.served() != null && verdict.served() != answer.served()) {
            return new Failure(verdict.because(),
                    answer.served() ? "served, but must be refused" : "refused, but must be served");
        }
        return answer.served() && !answer.target().equals(step.path())
                ? new Failure(Invariant.VIEWERS_SHARE_A_COPY, "the cache gets " + answer.target())
                : null;
    }
}

package io.quarkiverse.cloudfront.signer.runtime.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.signer.runtime.life.Life.Failure;
import io.quarkiverse.cloudfront.signer.runtime.life.Parts.Question;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Held;
import io.quarkiverse.cloudfront.signer.runtime.life.World.Session;

/**
 * A random life, each step of which is chosen when the one before has been taken.
 */
final class Lives {

    private static final int MOST_STEPS = 60;
    private static final int MOST_QUESTIONS_AT_THE_END = 40;
    private static final long[] WAITS = { 1, 1, 2, 5, 30, 61, 61, 120, 300, 700, 1400 };
    private static final String[] TENANTS = { "acme", "globex", "globex", "ACME", "acme.evil", "xn--acme", "-acme", "*", "" };

    private final Random random;
    private final Setting setting;
    private final Life life;
    private int ids;

    /**
     * @param failure null if all promises are kept
     */
    record Told(long seed, Setting setting, List<Step> steps, Failure failure) {

        /** The one that is easier to understand. */
        Told simpler(Told other) {
            boolean differ = setting.clocksDiffer();
            boolean simpler = differ == other.setting.clocksDiffer() ? steps.size() <= other.steps.size() : !differ;
            return simpler ? this : other;
        }

        @Override
        public String toString() {
            List<Step> before = steps.subList(0, steps.size() - 1);
            return "Life " + seed + " (" + setting + ")\n"
                    + before.stream().map(step -> "  " + step + "\n").collect(Collectors.joining())
                    + "  => " + steps.get(steps.size() - 1) + ": " + failure.sentence() + "\n  " + failure.invariant();
        }
    }

    private Lives(Random random, Setting setting, Parts parts, Consumer<Question> asked) {
        this.random = random;
        this.setting = setting;
        this.life = new Life(setting, parts, asked);
    }

    static Told tell(long seed, Parts parts, Consumer<Question> asked) {
        // spread, because the random sequences of adjacent seeds begin alike
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        Lives lives = new Lives(random, Setting.random(random), parts, asked);
        List<Step> steps = new ArrayList<>();
        for (int i = 10 + random.nextInt(MOST_STEPS - 9); i > 0; i--) {
            steps.add(lives.step());
            Failure failure = lives.life.take(steps.get(steps.size() - 1));
            if (failure != null) {
                return new Told(seed, lives.setting, steps, failure);
            }
        }
        for (int i = 0; i < MOST_QUESTIONS_AT_THE_END && !lives.life.world.grants.isEmpty(); i++) {
            Step ask = lives.ask();
            Failure failure = lives.life.take(ask);
            if (failure != null) {
                steps.add(ask);
                return new Told(seed, lives.setting, steps, failure);
            }
        }
        return new Told(seed, lives.setting, steps, null);
    }

    private Step step() {
        int choice = random.nextInt(100);
        if (life.world.sessions.isEmpty() || choice < 12) {
            return new Step.Login(ids++, any(Setting.USERS), random.nextBoolean() ? "phone" : "laptop", random.nextInt(4) == 0);
        }
        Session session = any(List.copyOf(life.world.sessions.values()));
        int replica = random.nextInt(2);
        if (choice < 36 || life.world.grants.isEmpty()) {
            return new Step.Grant(ids++, random.nextInt(8) == 0 ? -1 : session.id, any(List.of(What.values())), replica);
        } else if (choice < 54) {
            return ask();
        } else if (choice < 60) {
            return new Step.Refresh(session.id);
        } else if (choice < 67) {
            return logout(session, replica);
        } else if (choice < 71) {
            return session.token.provider().hasIdToken()
                    ? new Step.BackChannel(ids++, session.id, session.token.provider().sid && random.nextInt(4) > 0, replica)
                    : logout(session, replica);
        } else if (choice < 75) {
            return new Step.Replay(random.nextInt(ids), replica);
        } else if (choice < 79) {
            return new Step.Revoke(random.nextInt(5) == 0 ? "" : any(Setting.USERS), replica);
        } else if (choice < 82) {
            return new Step.Rename(session.user,
                    random.nextInt(4) > 0 ? any(Setting.USERS) : setting.subject(any(Setting.USERS)));
        } else if (choice < 84) {
            return new Step.Move(any(Setting.USERS), TENANTS[random.nextInt(TENANTS.length)]);
        } else if (choice < 88) {
            return new Step.FollowRefusal(ids++, session.id);
        } else if (choice < 91) {
            return new Step.NextSecret();
        }
        return new Step.Wait(WAITS[random.nextInt(WAITS.length)]);
    }

    private Step logout(Session session, int replica) {
        Step.Kind kind = session.token.provider().hasIdToken() ? any(List.of(Step.Kind.values())) : Step.Kind.GATE;
        boolean atProvider = switch (kind) {
            case GATE -> session.token.provider().hasIdToken() && random.nextBoolean();
            case OIDC_SESSION -> false;
            default -> true;
        };
        return new Step.Logout(ids++, kind, session.id, replica, atProvider);
    }

    private Step ask() {
        Held signature = any(List.copyOf(life.world.grants.values()));
        boolean inUrl = !signature.what().cookies;
        String path = signature.what().covers(What.FILES[0]) ? What.FILES[0] : What.FILES[3];
        String host = signature.granted().host();
        String tenant = host.substring(0, host.length() - "media.example.com".length()).replace(".", "");
        return switch (random.nextInt(8)) {
            case 0 -> new Step.Ask(signature.id(), signature.id(), inUrl, inUrl, What.FILES[random.nextInt(4)],
                    setting.tenants() && random.nextBoolean() ? "globex" : tenant);
            case 1 -> new Step.Ask(signature.id(), -1, inUrl, inUrl, path, tenant);
            case 2, 3, 4 -> new Step.Ask(signature.id(), any(List.copyOf(life.world.grants.values())).id(),
                    random.nextInt(4) > 0 == inUrl, random.nextInt(4) > 0 == inUrl, path, tenant);
            default -> new Step.Ask(signature.id(), signature.id(), inUrl, inUrl, path, tenant);
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The shortest life that breaks the same promise, by leaving out parts (delta debugging). */
    static Told shrink(Told told, Parts parts) {
        Told shortest = told;
        for (Setting simpler : told.setting().simpler().toList()) {
            Told same = again(shortest, simpler, shortest.steps(), parts);
            shortest = same == null ? shortest : same;
        }
        for (int size = shortest.steps().size() / 2; size > 0; size /= 2) {
            for (int from = 0; from + size <= shortest.steps().size();) {
                List<Step> without = new ArrayList<>(shortest.steps());
                without.subList(from, from + size).clear();
                Told same = again(shortest, shortest.setting(), without, parts);
                shortest = same == null ? shortest : same;
                from += same == null ? size : 0;
            }
        }
        return shortest;
    }

    private static Told again(Told told, Setting setting, List<Step> steps, Parts parts) {
        Life life = new Life(setting, parts, question -> {
        });
        for (int i = 0; i < steps.size(); i++) {
            Failure failure = life.take(steps.get(i));
            if (failure != null) {
                return failure.invariant() == told.failure().invariant()
                        ? new Told(told.seed(), setting, List.copyOf(steps.subList(0, i + 1)), failure)
                        : null;
            }
        }
        return null;
    }
}

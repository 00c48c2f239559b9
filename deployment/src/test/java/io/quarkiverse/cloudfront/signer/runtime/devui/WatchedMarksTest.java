package io.quarkiverse.cloudfront.signer.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.devui.GrantLog.UserListing;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkus.dev.console.DevConsoleManager;

class WatchedMarksTest {

    private static final MarkedUser ALICE = new MarkedUser("https://idp.example.com", "5f3a", null);
    private static final MarkedUser BOB = new MarkedUser("https://idp.example.com", "71c0", null);
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final WatchedMarks marks = new WatchedMarks(null, instance(Map.of("isResolvable", true, "get",
            new CurrentUsers())),
            instance(Map.of("isResolvable", false)));

    private Map<String, MarkedUser> caller = Map.of();

    @SuppressWarnings("unchecked")
    private static <T> Instance<T> instance(Map<String, Object> results) {
        return stub(Instance.class, results);
    }

    /** The result of each method by its name. */
    @SuppressWarnings("unchecked")
    private static <T> T stub(Class<?> type, Map<String, Object> results) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> results.get(method.getName()));
    }

    private User current() {
        return caller.entrySet().stream().findFirst()
                .map(each -> new User(false, () -> CookieOwner.NOBODY, Optional.empty(), null,
                        placeholder -> each.getKey(), each::getValue))
                .orElse(User.UNKNOWN);
    }

    private final class CurrentUsers implements Users {

        @Override
        public Later<User> currentIn(Method called) {
            return Later.known(WatchedMarksTest.this.current());
        }

        @Override
        public boolean mayHaveTokens() {
            return true;
        }

        @Override
        public RuntimeException unauthorized(String reason) {
            return new IllegalStateException(reason);
        }

        @Override
        public RuntimeException forbidden(String reason) {
            return new IllegalStateException(reason);
        }
    }

    @BeforeEach
    void forget() {
        for (String log : List.of(WatchedMarks.USERS, "cloudfront-signer.grants")) {
            DevConsoleManager.setGlobal(log, Collections.synchronizedMap(new LinkedHashMap<>()));
        }
    }

    private List<String> names() {
        return marks.list().stream().map(UserListing::name).toList();
    }

    /** A developer signs for another user, and a grant can be made without a request. */
    @Test
    void name_isThatOfTheMarkedUser_andStaysKnown() {
        caller = Map.of("alice", ALICE);
        marks.granted(ALICE, "AAAA.1", "/a", LATER);
        marks.granted(BOB, "BBBB.1", "/a", LATER);
        assertThat(names()).containsExactly("71c0", "alice");

        caller = Map.of();
        marks.granted(ALICE, "AAAA.1", "/b", LATER);
        assertThat(names()).containsExactly("alice", "71c0");
    }

    /** Such as that of a user for whom a developer has signed before the first login. */
    @Test
    void nameThatBecomesKnown_isListed() {
        marks.granted(BOB, "BBBB.1", "/a", LATER);
        assertThat(names()).containsExactly("71c0");

        caller = Map.of("bob", BOB);
        marks.granted(BOB, "BBBB.1", "/a", LATER);
        assertThat(names()).containsExactly("bob");
    }

    @Test
    void latestGrants_areListed_andTheOthersAreCounted() {
        for (int i = 1; i <= 53; i++) {
            marks.granted(ALICE, "AAAA.1", "/" + i, LATER);
        }
        marks.granted(ALICE, "AAAA.1", "/expired", Instant.EPOCH);

        UserListing listing = marks.list().get(0);
        assertThat(listing.grants()).hasSize(50);
        assertThat(listing.grants().get(0).resource()).isEqualTo("/53");
        assertThat(listing.more()).isEqualTo(4);
    }

    /** A page in dev mode can stay open for days, and a playlist has a grant for each segment. */
    @Test
    void oldestGrants_areForgotten() {
        for (int i = 0; i <= 5_000; i++) {
            marks.granted(ALICE, "AAAA.1", "/" + i, LATER);
        }
        assertThat(all(marks.list().get(0))).isEqualTo(5_000);

        marks.granted(ALICE, "AAAA.1", "/5000", LATER);
        assertThat(all(marks.list().get(0))).as("renewed").isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            marks.granted(BOB, "BBBB.1", "/" + i, LATER);
        }
        assertThat(marks.list()).hasSize(1).allMatch(user -> user.subject().equals(BOB.subject()));
    }

    /** The latest grant of the user who was known first. */
    @Test
    void grantsOfAUserWhoIsForgotten_areNotListed() {
        marks.granted(ALICE, "AAAA.1", "/a", LATER);
        for (int i = 0; i < 4_999; i++) {
            marks.granted(BOB, "B" + i + ".1", "/a", LATER);
        }
        marks.granted(ALICE, "AAAA.1", "/a", LATER);
        assertThat(marks.list()).hasSize(5_000);

        marks.granted(BOB, "BBBB.1", "/a", LATER);
        assertThat(marks.find("AAAA")).isNull();
        assertThat(marks.list()).hasSize(4_999).noneMatch(user -> user.subject().equals(ALICE.subject()));
    }

    private static int all(UserListing user) {
        return user.grants().size() + user.more();
    }

    /** Otherwise, a developer who mistypes a pseudonym would get the mark of a viewer who has not logged in. */
    @Test
    void userWhoIsNotKnown_isNotFound() {
        marks.granted(ALICE, "AAAA.1", "/a", LATER);

        assertThat(marks.find("AAAA")).isEqualTo(ALICE);
        assertThat(marks.find("BBBB")).isNull();
        assertThat(marks.find("")).isNull();
    }
}

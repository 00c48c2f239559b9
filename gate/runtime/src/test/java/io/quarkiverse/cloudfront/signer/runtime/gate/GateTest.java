package io.quarkiverse.cloudfront.signer.runtime.gate;

import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.NOW;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.PATH;
import static io.quarkiverse.cloudfront.signer.runtime.gate.GateSite.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner.Lifetime;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkus.runtime.configuration.ConfigurationException;

class GateTest {

    private final Gates gates = gates();

    private static Gates gates(String... properties) {
        return new Gates(TestSigners.signers(() -> NOW, null, properties), new TestUsers(TestUsers.alice(null)));
    }

    private Gate prepared(GateInfo info, String... properties) {
        Gates prepared = gates(properties);
        prepared.prepare(List.of(info));
        return prepared.all().get(0);
    }

    @ParameterizedTest
    @CsvSource({ "/docs/*, /docs/", "/*, /", "/a?b/*, /a", "/{claim.tenant}/*, /", "/t/x-{principal}/*, /t/x-",
            "https://media.example.com/docs/*, /docs/", "*://media.example.com/{principal}/*, /",
            "https://media.example.com, /",
            "/docs/a.html, /docs/a.html" })
    void prefix_isTheLiteralBeginningOfThePath(String resource, String prefix) {
        assertThat(GateInfo.prefix(resource)).isEqualTo(prefix);
        assertThat(gate("a", resource).prefix()).isEqualTo(prefix);
    }

    @Test
    void gate_mayCoverPathsWithItsPrefix() {
        Gate docs = prepared(gate("docs", "/docs/*"));

        assertThat(docs.mayCover("/docs/a.html")).isTrue();
        assertThat(docs.mayCover("/doc")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "/docs/*, /docs/, true", "/docs/*, /docs/a/, false", "/docs/*, /, false", "/docs/a*, /docs/, true",
            "/t/{principal}/*, /t/alice/, true", "/t/{principal}/*, /u/alice/, false",
            "/t/x-{principal}/*, /t/x-alice/, true" })
    void gate_mayHaveSetCookiesOfItsDirectory(String resource, String cookiePath, boolean mayBe) {
        assertThat(prepared(gate("a", resource)).mayHaveSet(cookiePath)).isEqualTo(mayBe);
    }

    @Test
    void gate_mayHaveSetCookiesOfTheConfiguredPath() {
        Gate docs = prepared(gate("docs", "/docs/*"), "cookies.path=/");

        assertThat(docs.mayHaveSet("/")).isTrue();
        assertThat(docs.mayHaveSet("/docs/")).isFalse();
    }

    @Test
    void gateWhoseCookiesAreForOtherPaths_failsTheStart() {
        assertThatThrownBy(() -> prepared(gate("docs", "/docs/*"), "cookies.path=/films/"))
                .hasMessageContaining("gate.docs.resource cannot be signed: ")
                .hasMessageContaining("cookies.path excludes all its paths");
    }

    /** Revocations must stay for as long. */
    @Test
    void lifetimeOfTheGate_isKnownToItsSigner() {
        Signers signers = TestSigners.signers(() -> NOW, null);
        GateInfo info = new GateInfo("docs", "gate.docs.resource", PATH, "/docs/*", List.of(), "<default>",
                Optional.of(Duration.ofDays(2)), "/docs/");

        new Gates(signers, new TestUsers(TestUsers.alice(null))).prepare(List.of(info));

        assertThat(signers.find("<default>").longest()).isEqualTo(new Lifetime(Duration.ofDays(2), "gate.docs.resource"));
    }

    @Test
    void expiryOfTheSigner_appliesIfTheGateDoesNotHaveOne() {
        GateInfo info = new GateInfo("a", "gate.a.resource", PATH, "/a/*", List.of(), "<default>", Optional.empty(), "/a/");

        Gate hours = prepared(info, "expires-in=3h");

        assertThat(hours.isNearEnd(NOW.plus(Duration.ofHours(1)))).isFalse();
        assertThat(hours.isNearEnd(NOW.plus(Duration.ofHours(1)).minusSeconds(1))).isTrue();
        assertThat(hours.isNearEnd(NOW.minusSeconds(1))).isTrue();
    }

    @Test
    void gates_areFoundByTheirPath() {
        GateInfo other = new GateInfo("b", "gate.b.resource", "/other", "/b/*", List.of(), "<default>", Optional.empty(),
                "/b/");
        gates.prepare(List.of(gate("a", "/a/*"), other));

        assertThat(gates.at(PATH)).extracting(gate -> gate.info().name()).containsExactly("a");
        assertThat(gates.at("/other")).extracting(gate -> gate.info().name()).containsExactly("b");
        assertThat(gates.at("/none")).isEmpty();
        assertThat(gates.all()).hasSize(2);
    }

    @Test
    void gatesThatCannotSign_failTheStart() {
        GateInfo unknown = new GateInfo("b", "gate.b.resource", PATH, "/b/*", List.of(), "unknown", Optional.empty(), "/b/");

        assertThatThrownBy(() -> gates.prepare(List.of(gate("a", "https://other.example.org/*"), unknown)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("gate.a.resource cannot be signed: ").hasMessageContaining("its host is not one of")
                .hasMessageContaining("gate.b.resource needs a signer. ");
        assertThat(gates.all()).isEmpty();
    }
}

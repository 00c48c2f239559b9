package io.quarkiverse.cloudfront.signer.runtime.life;

import static io.quarkiverse.cloudfront.signer.runtime.life.Step.Kind;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.function.MarkCheck;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.edge.LocalRevocations;
import io.quarkiverse.cloudfront.signer.runtime.grant.Entitlement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.life.Provider.Token;
import io.quarkiverse.cloudfront.signer.runtime.logout.TestLogouts;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.revocation.TestRevocations;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.TestIdentities;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * The real parts of two replicas and a distribution, in one process. Whatever knows their classes is here.
 */
final class Parts {

    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final String ADDRESS = "192.0.2.7";
    private static final String STORE = "LoginLives";
    private static final CheapKey KEY = new CheapKey();
    private static final KeyGroup TRUSTED = KeyGroup.of("media", KEY.keyPairId(), KEY.publicKey());
    private final Vertx vertx;
    private final Map<List<Object>, ConfiguredSigner> signers = new HashMap<>();
    private final Map<String, String> store = new TreeMap<>();
    private Setting setting;
    private long now;
    private int phase;
    private int signing;

    Parts(Vertx vertx) {
        this.vertx = vertx;
        DevConsoleManager.setGlobal(LocalRevocations.global(STORE), store);
    }

    /**
     * What a viewer got.
     *
     * @param parameters CloudFront's, without the mark
     */
    record Granted(String host, Map<String, String> parameters, String mark) {

        /** What a mark must fit. */
        String policy() {
            return parameters.getOrDefault("Policy", "canned");
        }

        String pseudonym() {
            return mark.substring(0, 16);
        }
    }

    /**
     * @param served by the edge
     * @param target that its cache and origin get
     */
    record Answer(Question question, boolean served, String target) {
    }

    /**
     * What the function is asked, and what the edge decides about the mark.
     *
     * @param keys of the function
     */
    record Question(List<MarkKey> keys, String target, List<ViewerRequest.Cookie> cookies, Map<String, String> store,
            boolean accepted) {

        String json() {
            return JsonObject.of("method", "GET", "target", target, "cookies",
                    cookies.stream().map(cookie -> JsonObject.of("name", cookie.name(), "value", cookie.value())).toList(),
                    "store", store, "keys", keys.stream().map(MarkKey::encoded).toList()).encode();
        }
    }

    void begin(Setting of) {
        setting = of;
        now = 0;
        phase = of.secretStep();
        store.clear();
    }

    void at(long seconds) {
        now = seconds;
    }

    void phase(int next) {
        phase = next;
    }

    private Instant clock(int of) {
        return START.plusSeconds(now + setting.clocks().get(of));
    }

    private ConfiguredSigner signer(int replica) {
        signing = replica;
        List<String> properties = new ArrayList<>(
                List.of("url=https://" + (setting.tenants() ? "{claim.tenant}." : "") + "media.example.com"));
        if (setting.windowSeconds() > 1) {
            properties.add("expiry-window=" + setting.windowSeconds() + "s");
        }
        return signers.computeIfAbsent(List.of(replica, properties),
                key -> TestSigners.marking(() -> clock(signing), KEY, Stub.of(MarkSource.class, Map.of("secret",
                        none -> ReplacedSecret.of(phase, signing).current())), properties.toArray(String[]::new)));
    }

    /**
     * @param token null for an anonymous viewer
     * @return null if the user gets nothing
     */
    Granted grant(int replica, Token token, What what) {
        IdentityUsers users = TestIdentities.users(identity(token));
        ConfiguredSigner signer = signer(replica);
        GrantTerms terms = GrantTerms.of(what.name(), signer,
                what == What.URL_OF_A_FILE ? null : PolicyTemplate.parse(what.resource), null, users);
        Grant grant = new Grant(what.cookies ? terms.forCookies() : terms, Map.of(), users.current(),
                what == What.URL_FOR_AN_ADDRESS ? ADDRESS : null);
        try {
            if (what == What.URL_OF_A_FILE) {
                Entitlement entitled = grant.entitled().await();
                return ofUrl(entitled.eachUrl(entitled.expiry()).apply(What.FILES[0]).await());
            }
            DefaultSignedPolicy signed = grant.sign().await();
            return what.cookies ? ofCookies(signed) : ofUrl(grant.values(signed).apply(What.FILES[0]));
        } catch (ForbiddenException | UnauthorizedException refused) {
            return null;
        }
    }

    private static Granted ofUrl(String url) {
        String rest = url.substring("https://".length());
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : rest.substring(rest.indexOf('?') + 1).split("&")) {
            parameters.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        String mark = parameters.remove("mark");
        return new Granted(rest.substring(0, rest.indexOf('/')), parameters, mark);
    }

    private static Granted ofCookies(DefaultSignedPolicy signed) {
        Map<String, String> parameters = new LinkedHashMap<>();
        signed.cookies().cookies().forEach(cookie -> parameters.put(cookie.name().replace("CloudFront-", ""), cookie.value()));
        String mark = parameters.remove(MarkSource.COOKIE);
        String resource = signed.policy().resource().substring("https://".length());
        return new Granted(resource.substring(0, resource.indexOf('/')), parameters, mark);
    }

    private SecurityIdentity identity(Token token) {
        return token == null ? TestIdentities.anonymous() : token.identity(this::epoch);
    }

    /** A second as providers write it. */
    private long epoch(long second) {
        return START.getEpochSecond() + second + setting.clocks().get(2);
    }

    private Revocations revocations(int replica) {
        return TestRevocations.of(ReplacedSecret.of(phase, replica), new LocalRevocations(STORE), () -> clock(replica));
    }

    void revoke(int replica, String issuer, String subject) {
        revocations(replica).revoke(issuer, subject).await().indefinitely();
    }

    void revokeAll(int replica) {
        revocations(replica).revokeAll().await().indefinitely();
    }

    void logout(int replica, Kind kind, Token token) {
        SecurityIdentity identity = identity(token);
        TestLogouts logouts = new TestLogouts(TestIdentities.users(identity), revocations(replica));
        switch (kind) {
            case GATE -> logouts.atGate(identity);
            case RP_INITIATED -> logouts.event(SecurityEvent.Type.OIDC_LOGOUT_RP_INITIATED, identity);
            case EXPIRED -> logouts.event(SecurityEvent.Type.OIDC_LOGOUT_RP_INITIATED_SESSION_EXPIRED, identity);
            case FRONT_CHANNEL -> logouts.event(SecurityEvent.Type.OIDC_FRONTCHANNEL_LOGOUT_COMPLETED, identity);
            case OIDC_SESSION -> {
                // quarkus-oidc does not tell of it
            }
        }
    }

    /** @param issuedAt of the logout token */
    void backChannel(int replica, Token session, boolean sid, long issuedAt) {
        Map<String, Object> claims = new HashMap<>(Map.of("iss", session.provider().issuer(), "sub", session.subject(), "iat",
                epoch(issuedAt), "jti", "j" + issuedAt));
        if (sid) {
            claims.put("sid", session.sid());
        }
        new TestLogouts(TestIdentities.users(TestIdentities.anonymous()), revocations(replica)).backChannel(vertx, claims);
    }

    /** @param mark null for none */
    Answer ask(Granted signature, Granted mark, boolean signatureInUrl, boolean markInUrl, String path, String host) {
        List<String> query = new ArrayList<>();
        List<ViewerRequest.Cookie> cookies = new ArrayList<>();
        if (mark != null && markInUrl) {
            query.add("mark=" + mark.mark());
        } else if (mark != null) {
            cookies.add(new ViewerRequest.Cookie(MarkSource.COOKIE, mark.mark()));
        }
        signature.parameters().forEach((name, value) -> {
            if (signatureInUrl) {
                query.add(name + "=" + value);
            } else {
                cookies.add(new ViewerRequest.Cookie("CloudFront-" + name, value));
            }
        });
        String target = path + (query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", "")));
        List<MarkKey> keys = ReplacedSecret.keys(phase);
        MarkCheck.Decision decision = new MarkCheck(keys, true, key -> Optional.ofNullable(store.get(key)))
                .decide("GET", target, cookies);
        boolean accepted = decision.refusal().isEmpty();
        // CloudFront verifies the signature first, which takes longer
        boolean served = accepted && new Verifier(Clock.fixed(START.plusSeconds(now), ZoneOffset.UTC))
                .verify(new ViewerRequest("https", host, target, cookies, ADDRESS), TRUSTED) instanceof Verdict.Allowed;
        return new Answer(new Question(keys, target, cookies, new TreeMap<>(store), accepted), served, decision.target());
    }
}

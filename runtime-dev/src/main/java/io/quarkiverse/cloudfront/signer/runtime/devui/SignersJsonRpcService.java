package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.devui.GrantLog.UserListing;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyListing;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/**
 * The operations of Dev UI and Dev MCP on the signers of this application. They run on worker threads. They never show private
 * keys, and never log their parameters or results.
 * <p>
 * The description of a method includes its parameters, because Quarkus 3.33 may use a parameter's description for the method.
 */
@Singleton
public class SignersJsonRpcService {

    /** The name of the build's operation that explains signed URLs. Only the build has the code that verifies them. */
    public static final String EXPLAIN = "cloudfront-signer.explain";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern FIRST_LABEL = Pattern.compile("://([a-z0-9-]+)[.]");
    private static final String ERROR = "error";

    private final Signers signers;
    private final Instance<WatchedMarks> marks;
    private final Instance<Grants> grants;

    /**
     * @param marks not resolvable if the application does not use marks
     * @param grants not resolvable if the application does not sign
     */
    SignersJsonRpcService(Signers signers, Instance<WatchedMarks> marks, Instance<Grants> grants) {
        this.signers = signers;
        this.marks = marks;
        this.grants = grants;
    }

    @JsonRpcDescription("The CloudFront signers of this application: URL, expiry rules, and keys with key pair ID, algorithm, "
            + "state, source and public key (PEM). Private keys are not shown.")
    @DevMCPEnableByDefault
    public List<ConfiguredSigner.Listing> signers() {
        return signers.all().stream().map(ConfiguredSigner::list).toList();
    }

    @JsonRpcDescription("""
            Makes a CloudFront signed URL, or signed cookies, with a key of this application. Anyone who has the result can get the \
            content until it expires. signer: its name, empty for the default signer. target: what to request, a path that begins \
            with / or an absolute URL of the distribution. resource: that of a custom policy, wildcards allowed, such as /albums/7/*; \
            empty for the target alone. expiresIn: such as 15m or PT1H, empty for the signer's own. notBefore: such as \
            2026-12-01T00:00:00Z, empty for immediately. ipAddress: the viewer's IPv4 address or CIDR, empty for any. policy: custom \
            for a custom policy even where a canned one would do, else empty. delivery: url or cookies. tenant: the name of the \
            tenant if each has a domain of its own, else empty. pseudonym: that of the user who gets the mark, as listed by users, \
            empty for a viewer who has not logged in.""")
    public SigningRequest.Result sign(String signer, String target, String resource, String expiresIn, String notBefore,
            String ipAddress, String policy, String delivery, String tenant, String pseudonym) {
        String name = signer == null || signer.isBlank() ? SignerName.DEFAULT : signer;
        ConfiguredSigner configured = signers.find(name);
        if (configured == null) {
            return SigningRequest.Result.refused(signers.missing(name));
        }
        MarkedUser user = said(pseudonym).isEmpty() || !marks.isResolvable() ? MarkedUser.ANONYMOUS
                : marks.get().find(said(pseudonym));
        if (user == null) {
            return SigningRequest.Result.refused("The application has not signed for a user with this pseudonym yet");
        }
        try {
            return new SigningRequest(said(target), said(resource), said(expiresIn), said(notBefore), said(ipAddress),
                    "custom".equals(policy), "cookies".equals(delivery))
                    .sign(configured, new Recipient(Instant.MAX, null, said(tenant).isEmpty() ? null : said(tenant), user));
        } catch (CloudFrontSignerException | IllegalArgumentException e) {
            return SigningRequest.Result.refused(e.getMessage());
        }
    }

    @JsonRpcDescription("Who was granted what, if the application uses marks: each user with pseudonym, and the resources that were "
            + "granted in this session of dev mode, until when, and whether they have expired or are revoked.")
    @DevMCPEnableByDefault
    public List<UserListing> users() {
        return marks.isResolvable() ? marks.get().list() : List.of();
    }

    @JsonRpcDescription("Revokes what a user has been granted so far, like Grants.revoke. issuer: that of the user's tokens, as "
            + "users lists it, empty if users do not have tokens. subject: that of the user's tokens, or the user's name.")
    public Map<String, String> revoke(String issuer, String subject) {
        try {
            grants.get().revoke(said(issuer), said(subject)).await().indefinitely();
            return Map.of();
        } catch (RuntimeException e) {
            return Map.of(ERROR, String.valueOf(e.getMessage()));
        }
    }

    @JsonRpcDescription("""
            Explains a CloudFront signed URL or signed cookies, and why CloudFront serves or refuses it: the policy, \
            each rule, CloudFront's error code, one sentence, and the remedy. Knows the keys of this application. url: the signed \
            URL, or the URL that is requested with the cookies. Everything else may be empty. cookies: a Cookie header, or \
            Set-Cookie headers, one per line. otherUrl: another URL to try the same signature with. at: as seen at this time, \
            such as 2026-12-01T00:00:00Z. viewerAddress: as seen from this IP address. removedKeys: key pair IDs of this \
            application that CloudFront's key group lacks, separated by spaces.""")
    @DevMCPEnableByDefault
    public Object explain(String url, String cookies, String otherUrl, String at, String viewerAddress, String removedKeys) {
        Map<String, String> parameters = new HashMap<>(Map.of("url", said(url), "cookies", said(cookies), "otherUrl",
                said(otherUrl), "at", said(at), "viewerAddress",
                said(viewerAddress).isEmpty() ? LOOPBACK : said(viewerAddress)));
        Set<String> removed = Set.copyOf(Arrays.asList(said(removedKeys).split("[\\s,]+")));
        Set<String> hosts = new TreeSet<>();
        int keys = 0;
        for (ConfiguredSigner.Listing signer : signers()) {
            for (String label : labels(url, otherUrl)) {
                signer.hosts().forEach(host -> hosts.add(host.replaceFirst("\\{[^}]*}", label)));
            }
            for (KeyListing key : signer.keys()) {
                add(parameters, "keys." + keys++ + ".", signer, key, !removed.contains(key.keyPairId()));
            }
        }
        parameters.put("hosts", String.join(" ", hosts));
        return DevConsoleManager.invoke(EXPLAIN, parameters);
    }

    /** The first label of each URL's host, which may be the label of a tenant. No other tenants are known. */
    private static List<String> labels(String... urls) {
        List<String> labels = new ArrayList<>();
        for (String url : urls) {
            Matcher label = FIRST_LABEL.matcher(said(url));
            labels.add(label.find() ? label.group(1) : "tenant");
        }
        return labels;
    }

    /** Converts everything to text, because the build has another class loader. */
    private static void add(Map<String, String> parameters, String prefix, ConfiguredSigner.Listing signer, KeyListing key,
            boolean inKeyGroup) {
        parameters.put(prefix + "keyPairId", key.keyPairId());
        parameters.put(prefix + "signer", signer.name().equals(SignerName.DEFAULT) ? "the default signer"
                : "the signer \"" + signer.name() + "\"");
        parameters.put(prefix + "inKeyGroup", String.valueOf(inKeyGroup));
        if (key.publicKey() != null) {
            parameters.put(prefix + "publicKey", key.publicKey());
        }
        if (key.neededUntil() != null) {
            parameters.put(prefix + "neededUntil", key.neededUntil().toString());
        }
    }

    private static String said(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}

package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Signed responses through caches: no cache returns a grant after its expiry, or to another user. Each program is the cache of
 * all users, as it is by default, and the cache of one user, which also keeps private responses, as browsers do.
 */
@Tag("nightly")
class HttpCachesTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = CachedResponses.application();

    private static final String SHARED_NGINX = """
            proxy_cache_path cache keys_zone=cache:1m;
            server {
              listen 80;
              location / {
                proxy_pass http://127.0.0.1:8080;
                proxy_cache cache;
                proxy_cache_revalidate on;
              }
            }
            """;

    /** The second server removes what keeps the first one from caching. */
    private static final String PRIVATE_NGINX = """
            map $upstream_http_cache_control $for_one_user {
              "~^private, (?<rest>max-age=.*)" $rest;
              default $upstream_http_cache_control;
            }
            proxy_cache_path cache keys_zone=cache:1m;
            server {
              listen 80;
              location / {
                proxy_pass http://unix:second.sock;
                proxy_cache cache;
                proxy_cache_revalidate on;
              }
            }
            server {
              listen unix:second.sock;
              location / {
                proxy_pass http://127.0.0.1:8080;
                proxy_hide_header Cache-Control;
                add_header Cache-Control $for_one_user always;
              }
            }
            """;

    /** By default, it does not look into its cache if the request has cookies. */
    private static final String SHARED_VARNISH = """
            sub vcl_recv {
              return (hash);
            }
            """;

    private static final String PRIVATE_VARNISH = SHARED_VARNISH + """
            sub vcl_backend_response {
              set beresp.grace = 0s;
              set beresp.keep = 1h;
              if (beresp.http.Cache-Control ~ "no-store") {
                set beresp.uncacheable = true;
              } elsif (beresp.http.Cache-Control ~ "no-cache") {
                set beresp.ttl = 0s;
              }
              return (deliver);
            }
            """;

    private static final String SHARED_SQUID = "refresh_pattern . 0 20% 4320\n";

    private static final String PRIVATE_SQUID = "refresh_pattern . 0 20% 4320 ignore-private\nminimum_expiry_time 0 seconds\n";

    /** These programs count the age of a response from its arrival. Browsers count from the request. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** Playlists and responses with cookies are not kept. */
    private static final int MOST = 45;

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of canned and custom policies, in URLs and in cookies. */
    private static final Pattern GRANT = Pattern.compile("\\bExpires=(\\d+)|[-?&;]Policy=([\\w~-]{20,})");
    private static final Pattern EXPIRY = Pattern.compile("\"AWS:EpochTime\":(\\d+)");
    private static final Pattern CALL = Pattern.compile("call (\\d+)");

    /**
     * @param text begins with the number that the application has given to the answer, and has the headers, unless they are
     *        hidden
     */
    private record Answer(String path, String user, Instant asked, String text) {

        Answer {
            List<String> others = new ArrayList<>(List.of("alice", "bob"));
            others.remove(user);
            String readable = text + GRANT.matcher(text).results().map(Answer::policy).toList();
            assertThat(readable).as(path).contains("/users/" + user + "/").doesNotContain("/users/" + others.get(0));
        }

        private static String policy(MatchResult grant) {
            return grant.group(2) == null ? ""
                    : new String(Base64.getDecoder().decode(
                            grant.group(2).replace('-', '+').replace('_', '=').replace('~', '/')), StandardCharsets.UTF_8);
        }

        Instant expiry() {
            return GRANT.matcher(text).results().map(grant -> {
                Matcher expiry = EXPIRY.matcher(policy(grant));
                return Long.parseLong(grant.group(2) == null || !expiry.find() ? grant.group(1) : expiry.group(1));
            }).min(Long::compare).map(Instant::ofEpochSecond).orElseThrow(() -> new AssertionError(path + ": " + text));
        }

        String number() {
            return text.substring(0, text.indexOf('\n'));
        }

        boolean isStale(Duration late) {
            return !expiry().plus(late).isAfter(asked);
        }
    }

    private interface Cache {

        /** The text of an answer. */
        String get(String user, String path) throws Exception;
    }

    private static int application() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private static Cache cache(ReverseProxy proxy) {
        Map<String, String> sessions = new LinkedHashMap<>();
        return (user, path) -> {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path))
                            .header("Cookie", sessions.computeIfAbsent(user, CachedResponses::login)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + response.body()).isIn(200, 303);
            return response.headers().firstValue("Answer").orElseThrow() + "\n" + response.headers().map() + "\n"
                    + response.body();
        };
    }

    /**
     * Asks for each response twice before, and once after, its grant has expired.
     *
     * @param late how much longer than the response says the cache may return it
     * @return how many of the responses the cache has kept
     */
    private static int replay(Cache cache, Duration late, List<String> paths, String... users) throws Exception {
        List<Answer> stale = new ArrayList<>();
        Map<List<String>, Answer> first = new LinkedHashMap<>();
        int kept = 0;
        for (String path : paths) {
            for (String user : users) {
                Answer answer = ask(cache, late, user, path, stale);
                Answer again = ask(cache, late, user, path, stale);
                kept += again.number().equals(answer.number()) || again.number().endsWith("revalidated") ? 1 : 0;
                first.put(List.of(user, path), again);
            }
        }
        for (Map.Entry<List<String>, Answer> before : first.entrySet()) {
            waitUntil(before.getValue().expiry().plus(late));
            ask(cache, late, before.getKey().get(0), before.getKey().get(1), stale);
        }
        assertThat(stale).isEmpty();
        return kept;
    }

    private static Answer ask(Cache cache, Duration late, String user, String path, List<Answer> stale)
            throws Exception {
        Instant asked = Instant.now();
        Answer answer = new Answer(path, user, asked, cache.get(user, path));
        if (answer.isStale(late)) {
            stale.add(answer);
        }
        return answer;
    }

    private static void waitUntil(Instant time) {
        while (Instant.now().isBefore(time)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), time).toNanos());
        }
    }

    /**
     * A response without signatures is cached, so the others are not fresh because the program does not cache at all.
     */
    private static void assertCaches(Cache cache) throws Exception {
        String path = "/kept/plain?headers=public";
        assertThat(call(cache.get("alice", path))).isEqualTo(call(cache.get("alice", path)));
    }

    private static String call(String text) {
        Matcher call = CALL.matcher(text);
        assertThat(call.find()).as(text).isTrue();
        return call.group();
    }

    private static void replayShared(ReverseProxy started) throws Exception {
        try (ReverseProxy proxy = started) {
            Cache cache = cache(proxy);
            assertCaches(cache);
            replay(cache, Duration.ZERO, CachedResponses.signed(), "alice", "bob");
        }
    }

    private static void replayPrivate(ReverseProxy started) throws Exception {
        try (ReverseProxy proxy = started) {
            Cache cache = cache(proxy);
            assertCaches(cache);
            assertThat(replay(cache, DELAY, CachedResponses.signed(), "alice")).isGreaterThan(MOST);
        }
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void nginx_ofAllUsers_returnsNoOldGrant() throws Exception {
        replayShared(ReverseProxy.nginx(SHARED_NGINX, application()));
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void nginx_ofOneUser_returnsNoOldGrant() throws Exception {
        replayPrivate(ReverseProxy.nginx(PRIVATE_NGINX, application()));
    }

    @Test
    @NeedsProgram(Program.VARNISH)
    void varnish_ofAllUsers_returnsNoOldGrant() throws Exception {
        replayShared(ReverseProxy.varnish(SHARED_VARNISH, application()));
    }

    @Test
    @NeedsProgram(Program.VARNISH)
    void varnish_ofOneUser_returnsNoOldGrant() throws Exception {
        replayPrivate(ReverseProxy.varnish(PRIVATE_VARNISH, application()));
    }

    @Test
    @NeedsProgram(Program.SQUID)
    void squid_ofAllUsers_returnsNoOldGrant() throws Exception {
        replayShared(ReverseProxy.squid(SHARED_SQUID, application()));
    }

    /** It asks about private responses even if they are fresh. */
    @Test
    @NeedsProgram(Program.SQUID)
    void squid_ofOneUser_returnsNoOldGrant() throws Exception {
        replayPrivate(ReverseProxy.squid(PRIVATE_SQUID, application()));
    }

    /** Scripts cannot see redirects and cookies. */
    @Test
    @NeedsProgram(Program.CHROMIUM)
    void chromium_returnsNoOldGrant() throws Exception {
        String url = "http://localhost:" + application();
        List<String> paths = CachedResponses.signed().stream()
                .filter(path -> !path.contains("redirect") && !path.contains("cookies")).toList();
        try (BrowserExtension browsers = new BrowserExtension()) {
            BrowserContext context = browsers.newContext();
            String[] session = CachedResponses.login("alice").split("=", 2);
            context.addCookies(List.of(new Cookie(session[0], session[1]).setUrl(url)));
            Page page = context.newPage();
            page.navigate(url + "/kept/plain");
            Cache cache = (user, path) -> (String) page.evaluate(
                    "path => fetch(path).then(async response => response.headers.get('Answer') + '\\n' + await response.text())",
                    path);
            assertCaches(cache);
            assertThat(replay(cache, Duration.ZERO, paths, "alice")).isGreaterThan(MOST);
        }
    }
}

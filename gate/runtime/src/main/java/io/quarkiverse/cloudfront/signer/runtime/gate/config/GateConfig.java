package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * A gate: the login in front of a private site or a part of it.
 */
@ConfigGroup
public interface GateConfig {

    /**
     * The files that are private: a policy resource such as `/*`, or `/{claim.tenant}/*` with a claim of the user's token.
     * Users who log in get signed cookies for it. The placeholders are `{principal}` and `{claim.name}`. Without this property,
     * there is no gate.
     */
    Optional<String> resource();

    /**
     * The path of the gate's own pages, relative to `quarkus.http.root-path`. The pages `login`, `denied`, `renew`, `renew.js`,
     * and `logout` are below it. Gates of the same signer must have the same path, because their distribution has only one page
     * for status 403.
     */
    @WithDefault("/private-access")
    String path();

    /**
     * How the paths of the site lead to its files. With `files`, each path is a file. With `directories`, `/guide/` is
     * `/guide/index.html`, and `/guide` leads to `/guide/`. With `html`, `/guide` is `/guide.html`. With `spa`, `/guide` is the
     * `index.html` of the gate's part of the site. CloudFront needs a function for this, which _Go live_ generates. The local
     * edge does the same.
     */
    @WithDefault("files")
    SitePages pages();

    /**
     * The file that CloudFront and the local edge show in place of each file that does not exist, with status 404, such as
     * `/404.html`. It must be one of the gate's files. Gates of the same signer share one such file.
     */
    @ConfigDocDefault("the response of S3")
    Optional<String> notFound();

    /**
     * The roles that may see the files. One of them is enough.
     */
    @ConfigDocDefault("any user who has logged in")
    Optional<List<String>> rolesAllowed();

    /**
     * The name of the signer.
     */
    @WithDefault(SignerName.DEFAULT)
    @ConfigDocDefault("the default signer")
    String signer();

    /**
     * How long the cookies give access. They are renewed while the user visits the site.
     */
    @ConfigDocDefault("the signer's expires-in")
    Optional<Duration> expiresIn();

    /**
     * The path to which a login leads if it does not say where the user came from. Without a `return` parameter, the
     * landing path of the gate without a name is used.
     */
    @ConfigDocDefault("the path of the resource, up to the first wildcard")
    Optional<String> landing();
}

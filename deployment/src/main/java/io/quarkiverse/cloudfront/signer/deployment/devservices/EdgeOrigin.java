package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkiverse.cloudfront.signer.runtime.key.source.SafeQuote;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The origin of the local edge's files.
 *
 * @param location a URL or an absolute path
 */
record EdgeOrigin(String location) {

    private static final String PROPERTY = "quarkus.cloudfront-signer.devservices.origin";

    private static final String DIRECTORY = "src/main/cloudfront-origin";

    static EdgeOrigin of(Optional<String> configured, ApplicationModel application) {
        Path project = projectDirectory(application);
        if (configured.isEmpty()) {
            return new EdgeOrigin(project.resolve(DIRECTORY).toString());
        }
        String origin = configured.get();
        if (isUrl(origin)) {
            return new EdgeOrigin(checkedUrl(origin));
        }
        try {
            Path directory = project.resolve(origin);
            if (Files.isDirectory(directory)) {
                return new EdgeOrigin(directory.toString());
            }
        } catch (InvalidPathException e) {
            // not a directory either; the exception is left out, because its message would show the value
        }
        throw new ConfigurationException(PROPERTY + " names " + SafeQuote.path(project, origin) + ", which is not a directory; "
                + "set it to a directory, or to a URL that begins with http:// or https://");
    }

    private static String checkedUrl(String origin) {
        try {
            Origin.http(new URI(origin));
            return origin;
        } catch (URISyntaxException | IllegalArgumentException e) {
            // the exception is left out, because its message would show the value, which may contain a password or be a
            // presigned URL
            throw new ConfigurationException(PROPERTY + " is not the URL of an origin; set it to a scheme and a host, with a "
                    + "port and a path if needed, but without user info, a query, or a fragment");
        }
    }

    private static boolean isUrl(String origin) {
        return origin.startsWith("http://") || origin.startsWith("https://");
    }

    private static Path projectDirectory(ApplicationModel application) {
        WorkspaceModule module = application.getAppArtifact().getWorkspaceModule();
        return (module == null ? Path.of("") : module.getModuleDir().toPath()).toAbsolutePath();
    }

    Origin toOrigin() {
        return isUrl(location) ? Origin.http(URI.create(location)) : Origin.directory(Path.of(location));
    }
}

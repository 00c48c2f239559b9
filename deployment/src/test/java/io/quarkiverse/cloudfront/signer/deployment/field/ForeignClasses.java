package io.quarkiverse.cloudfront.signer.deployment.field;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;

/**
 * The classes of Quarkus and its libraries that the modules use, each with its users. They are read from the constant pools of
 * the modules' class files.
 *
 * @param internal the internal classes, whether the code refers to them or knows them by name
 * @param named those whose names are texts
 */
public record ForeignClasses(Map<String, Set<String>> internal, Map<String, Set<String>> named) {

    private static final int CONSTANT_CLASS = 7;
    private static final int CONSTANT_STRING = 8;

    /** Classes of specifications, such as Jakarta EE, are not removed. */
    private static final Pattern NAME = Pattern
            .compile("(io\\.(quarkus|vertx|smallrye|netty)|org\\.jboss|com\\.fasterxml)(\\.[a-z]\\w*)+\\.[A-Z][\\w$]*");
    /** The runtime of Quarkus itself is public, and so are packages that say so. */
    private static final Pattern INTERNAL = Pattern.compile("(?!io\\.quarkus\\.(runtime|arc\\.runtime|deployment)\\.)"
            + "(?!.*\\.spi\\.)(.*\\.(impl|internal)\\..*|io\\.quarkus\\..*\\.runtime\\..*"
            + "|org\\.jboss\\.resteasy\\.reactive\\.(server|common)\\..*|io\\.smallrye\\.mutiny\\.operators\\..*)");

    /** @param ofEachModule one class of each module */
    public static ForeignClasses of(Class<?>... ofEachModule) throws IOException {
        ForeignClasses classes = new ForeignClasses(new TreeMap<>(), new TreeMap<>());
        for (Class<?> module : ofEachModule) {
            Path root = root(module);
            if (Files.isDirectory(root)) {
                classes.readAll(root);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(root)) {
                    classes.readAll(jar.getPath("/"));
                }
            }
        }
        return classes;
    }

    private static Path root(Class<?> module) {
        try {
            URI location = module.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readAll(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                read(Files.readAllBytes(file));
            }
        }
    }

    private void read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        String user = reader.getClassName().replaceFirst(".*/", "").replaceFirst("\\$.*", "");
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            int tag = offset == 0 ? 0 : bytes[offset - 1];
            if (tag == CONSTANT_CLASS || tag == CONSTANT_STRING) {
                String name = reader.readUTF8(offset, buffer);
                add(tag == CONSTANT_CLASS ? name.replace('/', '.').replaceAll("^\\[+L|;$", "") : name, user,
                        tag == CONSTANT_STRING);
            }
        }
    }

    private void add(String name, String user, boolean asText) {
        if (!NAME.matcher(name).matches()) {
            return;
        }
        if (asText) {
            named.computeIfAbsent(name, used -> new TreeSet<>()).add(user);
        }
        if (INTERNAL.matcher(name).matches()) {
            internal.computeIfAbsent(name, used -> new TreeSet<>()).add(user);
        }
    }
}

package io.quarkiverse.cloudfront.signer.deployment.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import jakarta.persistence.Entity;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The build fails if REST Data Panache would expose entities with signed fields. The generated methods would commit a row
 * before the response fails. The test generates the classes, because Panache on the class path would be part of the
 * applications of all tests.
 */
@Tag("nightly")
class RestDataPanacheTest {

    private static final String QUARKUS = System.getProperty("version.quarkus");

    private static final String PANACHE = "io/quarkus/hibernate/orm/";

    private static final String OBJECT = "java/lang/Object";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> {
                root.addClasses(TestOrigin.class);
                addEntity(root, "Photo", "url", true);
                addResource(root, "Photos", "PanacheEntityResource", "Lorg/acme/Photo;", null);
                addEntity(root, "Album", "cover", true);
                addRepository(root, "AlbumRepository", "Lorg/acme/Album;");
                addResource(root, "Albums", "PanacheRepositoryResource", "Lorg/acme/AlbumRepository;Lorg/acme/Album;", null);
                addEntity(root, "Plain", "title", false);
                addResource(root, "Plains", "PanacheEntityResource", "Lorg/acme/Plain;", null);
                addEntity(root, "Note", "text", false);
                addResource(root, "Notes", "PanacheEntityResource", "Lorg/acme/Note;", "get");
            })
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-hibernate-orm-rest-data-panache", QUARKUS),
                            Dependency.of("io.quarkus", "quarkus-jdbc-h2", QUARKUS)))
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:panache;DB_CLOSE_DELAY=-1")
            .assertException(RestDataPanacheTest::assertReport);

    private static void assertReport(Throwable failure) {
        assertThat(failure).hasMessageContaining("Invalid use of @SignedResource:");
        List<String> problems = failure.getMessage().lines().filter(line -> line.startsWith(" - ")).toList();
        assertThat(problems).containsExactlyInAnyOrder(
                generated("org.acme.Photos", "org.acme.Photo"),
                generated("org.acme.Albums", "org.acme.Album"),
                " - org.acme.Notes#get has @SignedResource, but the class that implements it is generated, so nothing would "
                        + "be signed. Write a REST method instead, and annotate that");
    }

    private static String generated(String resource, String entity) {
        return " - " + resource + " has generated REST methods that exchange " + entity
                + ", which has fields with @SignedResource. Generated methods do not sign. "
                + "Write a REST resource whose methods return the entity or a DTO, and remove "
                + resource;
    }

    @Test
    void entityWithSignedField_failsTheBuild() {
        fail("it started");
    }

    private static void addEntity(JavaArchive root, String name, String field, boolean signed) {
        ClassWriter type = new ClassWriter(0);
        String above = PANACHE + "panache/PanacheEntity";
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/acme/" + name, null, above, null);
        type.visitAnnotation(Type.getDescriptor(Entity.class), true).visitEnd();
        var url = type.visitField(Opcodes.ACC_PUBLIC, field, "Ljava/lang/String;", null, null);
        if (signed) {
            url.visitAnnotation(Type.getDescriptor(SignedResource.class), true).visitEnd();
        }
        url.visitEnd();
        addConstructor(type, above);
        add(root, name, type);
    }

    private static void addRepository(JavaArchive root, String name, String entity) {
        ClassWriter type = new ClassWriter(0);
        String above = PANACHE + "panache/PanacheRepository";
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/acme/" + name, "Ljava/lang/Object;L" + above + "<" + entity + ">;",
                OBJECT, new String[] { above });
        type.visitAnnotation("Ljakarta/enterprise/context/ApplicationScoped;", true).visitEnd();
        addConstructor(type, OBJECT);
        add(root, name, type);
    }

    private static void addConstructor(ClassWriter type, String above) {
        MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, above, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
    }

    /**
     * @param arguments type arguments of the interface before the type of the ID
     * @param annotated the annotated method, or null
     */
    private static void addResource(JavaArchive root, String name, String above, String arguments, String annotated) {
        ClassWriter type = new ClassWriter(0);
        String panache = PANACHE + "rest/data/panache/" + above;
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE, "org/acme/" + name,
                "Ljava/lang/Object;L" + panache + "<" + arguments + "Ljava/lang/Long;>;", OBJECT, new String[] { panache });
        if (annotated != null) {
            MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, annotated,
                    "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
            method.visitAnnotation(Type.getDescriptor(SignedResource.class), true).visitEnd();
            method.visitEnd();
        }
        add(root, name, type);
    }

    private static void add(JavaArchive root, String name, ClassWriter type) {
        type.visitEnd();
        root.add(new ByteArrayAsset(type.toByteArray()), "org/acme/" + name + ".class");
    }
}

package io.quarkiverse.cloudfront.signer.deployment;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldsProcessor;

/**
 * The output of the extension and of the local edge does not depend on the JVM's locale and time zone.
 */
@Tag("slow")
class LocaleTest {

    /**
     * A number as %d, a date, or upper case as %S. With %s and %X, a number is the same in all locales. Percent-encoded
     * characters in upper case are not mistaken for conversions.
     */
    private static final Pattern LOCALIZED = Pattern.compile("(?<!%)(?:%%)*%[-#+ 0,(<]*\\d*(?:\\.\\d+)?[defgGtTS]");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.quarkiverse.cloudfront");
    }

    @Test
    void classes_includeThoseOfEachModule() {
        assertThat(classes.contain(Policy.class)).isTrue();
        assertThat(classes.contain(Verifier.class)).isTrue();
        assertThat(classes.contain(FieldsProcessor.class)).isTrue();
        assertThat(classes.contain(LocaleTest.class)).isFalse();
    }

    @Test
    void jdkMethod_isCalledWithLocaleOrZoneIfItAcceptsOne() {
        noClasses().should()
                .accessTargetWhere(describe("it has a variant with a Locale or a ZoneId: use that, with Locale.ROOT or UTC",
                        LocaleTest::hasIndependentVariant))
                .check(classes);
    }

    private static boolean hasIndependentVariant(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target) || !target.getOwner().getName().startsWith("java.")) {
            return false;
        }
        List<String> parameters = target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        Class<?> owner = target.getOwner().reflect();
        Stream<Executable> variants = target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                ? Stream.of(owner.getConstructors())
                : Stream.<Executable> of(owner.getMethods()).filter(method -> method.getName().equals(target.getName()));
        return variants.map(Executable::getParameterTypes)
                .anyMatch(types -> types.length == parameters.size() + 1 && without(types).equals(parameters));
    }

    private static List<String> without(Class<?>[] types) {
        List<Class<?>> rest = new ArrayList<>(Arrays.asList(types));
        if (!rest.remove(Locale.class)) {
            rest.remove(ZoneId.class);
        }
        return rest.stream().map(Class::getName).toList();
    }

    /** Neither {@code formatted} nor a logger accepts a locale. */
    @Test
    void formatWithoutLocale_hasNoLocalizedConversion() throws IOException {
        assertThat(LOCALIZED.matcher("%,.1f").find()).isTrue();
        assertThat(LOCALIZED.matcher("%s %X %04X %n 5%% done %2E").find()).isFalse();
        for (JavaClass javaClass : classes) {
            assertThat(formats(javaClass)).as(javaClass.getName()).noneMatch(LOCALIZED.asPredicate());
        }
    }

    /** The format strings of methods that format one. */
    private static List<String> formats(JavaClass javaClass) throws IOException {
        List<String> formats = new ArrayList<>();
        try (InputStream content = javaClass.getSource().orElseThrow().getUri().toURL().openStream()) {
            new ClassReader(content).accept(new ClassVisitor(Opcodes.ASM9) {

                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                        String[] exceptions) {
                    List<String> constants = new ArrayList<>();
                    return new MethodVisitor(Opcodes.ASM9) {

                        @Override
                        public void visitLdcInsn(Object value) {
                            constants.add(value.toString());
                        }

                        @Override
                        public void visitMethodInsn(int opcode, String owner, String method, String descriptor,
                                boolean ofInterface) {
                            if (owner.equals("java/lang/String") && method.equals("formatted")
                                    || owner.equals("org/jboss/logging/Logger") && method.endsWith("f")) {
                                formats.addAll(constants);
                            }
                        }
                    };
                }
            }, ClassReader.SKIP_DEBUG);
        }
        return formats;
    }
}

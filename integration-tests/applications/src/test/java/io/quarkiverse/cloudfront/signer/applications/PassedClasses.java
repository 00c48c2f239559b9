package io.quarkiverse.cloudfront.signer.applications;

import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;

/**
 * The classes of the extension whose methods a running application calls, as a debugger sees them.
 */
final class PassedClasses implements AutoCloseable {

    /** The argument of the application's JVM. It prints the port. */
    static final String ARGUMENT = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private static final Pattern PORT = Pattern.compile("transport dt_socket at address: (\\d+)");
    private static final String EXTENSION = "io.quarkiverse.cloudfront.signer.";
    /** Those of the application, those that Quarkus and the compiler make, and those of the dummy signature after the start. */
    private static final Pattern OTHERS = Pattern
            .compile(".*\\.applications\\..*|.*_.*|.*\\$\\$.*|.*\\$\\d+|.*\\.(?:Signers|WarmUp|KeyProof)");

    /** So long nothing is on the way any more. */
    private static final long QUIET_MILLIS = 1000;

    private final VirtualMachine machine;
    private final MethodEntryRequest entries;

    /**
     * @param output of the application's start
     */
    PassedClasses(String output) throws IOException, IllegalConnectorArgumentsException {
        machine = attach(PORT.matcher(output).results().findFirst().orElseThrow().group(1));
        entries = machine.eventRequestManager().createMethodEntryRequest();
        entries.addClassFilter(EXTENSION + "*");
        entries.setSuspendPolicy(EventRequest.SUSPEND_NONE);
    }

    private static VirtualMachine attach(String port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return connector.attach(arguments);
    }

    SortedSet<String> during(Callable<?> request) throws Exception {
        entries.enable();
        request.call();
        entries.disable();
        SortedSet<String> names = new TreeSet<>();
        for (EventSet events = next(); events != null; events = next()) {
            for (Event event : events) {
                if (event instanceof MethodEntryEvent entry) {
                    names.add(entry.method().declaringType().name());
                }
            }
        }
        names.removeIf(OTHERS.asMatchPredicate());
        return names;
    }

    private EventSet next() throws InterruptedException {
        return machine.eventQueue().remove(QUIET_MILLIS);
    }

    @Override
    public void close() {
        machine.dispose();
    }
}

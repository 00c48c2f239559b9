package io.quarkiverse.cloudfront.signer.applications;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
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
 * The calls of the extension's methods and constructors in a running application, and the claims that it reads, as a debugger
 * sees them.
 */
final class Calls implements AutoCloseable {

    /** The beginning of a claim that is read. */
    static final String CLAIM = "claim ";

    /** The argument of the application's JVM. It prints the port. */
    static final String ARGUMENT = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private static final Pattern PORT = Pattern.compile("transport dt_socket at address: (\\d+)");
    private static final String EXTENSION = "io.quarkiverse.cloudfront.signer.";
    /** The application, and what Quarkus and the compiler make. */
    private static final Pattern OTHERS = Pattern.compile(".*\\.applications\\..*|.*_.*|.*\\$\\$.*|.*\\$\\d+");

    /** The tokens of quarkus-smallrye-jwt. */
    private static final String TOKENS = "io.smallrye.jwt.auth.principal.*";

    /** So long nothing is on the way any more. */
    private static final long QUIET_MILLIS = 1000;

    private final VirtualMachine machine;
    private final List<MethodEntryRequest> entries;

    /**
     * @param output of the application's start
     */
    Calls(String output) throws IOException, IllegalConnectorArgumentsException {
        machine = attach(PORT.matcher(output).results().findFirst().orElseThrow().group(1));
        entries = List.of(entries(EXTENSION + "*", EventRequest.SUSPEND_NONE),
                entries(TOKENS, EventRequest.SUSPEND_EVENT_THREAD));
    }

    private MethodEntryRequest entries(String classes, int suspended) {
        MethodEntryRequest request = machine.eventRequestManager().createMethodEntryRequest();
        request.addClassFilter(classes);
        request.setSuspendPolicy(suspended);
        return request;
    }

    private static VirtualMachine attach(String port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return connector.attach(arguments);
    }

    /**
     * @return each call as the class, a dot, and the method, or as {@link #CLAIM} and the name of the claim, in their order
     */
    List<String> during(Supplier<CompletableFuture<?>> request) throws Exception {
        entries.forEach(EventRequest::enable);
        CompletableFuture<?> answer = request.get().orTimeout(60, TimeUnit.SECONDS);
        List<String> calls = new ArrayList<>();
        for (EventSet events = next(); events != null || !answer.isDone(); events = next()) {
            if (events != null) {
                for (Event event : events) {
                    add((MethodEntryEvent) event, calls);
                }
                events.resume();
            }
        }
        entries.forEach(EventRequest::disable);
        // throws what the request threw
        answer.getNow(null);
        return calls;
    }

    private static void add(MethodEntryEvent entry, List<String> calls) throws IncompatibleThreadStateException {
        String method = entry.method().name();
        if (type(entry).startsWith(EXTENSION)) {
            if (!OTHERS.matcher(type(entry)).matches()) {
                calls.add(type(entry).substring(EXTENSION.length()) + "." + method);
            }
        } else if (method.equals("getClaim") && caller(entry).startsWith(EXTENSION)) {
            calls.add(CLAIM + entry.thread().frame(0).getArgumentValues().get(0));
        }
    }

    private static String caller(MethodEntryEvent entry) throws IncompatibleThreadStateException {
        return entry.thread().frame(1).location().declaringType().name();
    }

    private static String type(MethodEntryEvent entry) {
        return entry.method().declaringType().name();
    }

    private EventSet next() throws InterruptedException {
        return machine.eventQueue().remove(QUIET_MILLIS);
    }

    @Override
    public void close() {
        machine.dispose();
    }
}

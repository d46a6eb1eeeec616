package dev.seaworthy.sensor.runtime;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/**
 * Work that reactive and asynchronous libraries pass to another thread: it continues the unit of work that it was passed
 * on in. A newcomer is two lines of the table. Each is a role; the class; the method; and the object that carries the
 * unit, {@code this} or the number of a parameter. A role with a question mark may be absent in some versions.
 * <ul>
 *   <li>{@code made}: the object was made, and is one of many
 *   <li>{@code given}: the object was handed over
 *   <li>{@code runs}: what it was for runs now, once
 *   <li>{@code part}: a part of what it is for runs now
 *   <li>{@code in} and {@code out}: the same where no method encloses it
 *   <li>{@code holds}: the object was made to run another, the next in the line, and carries what that one does
 *   <li>{@code apart}: a loop that serves many, of which none is to continue the unit that happened to start the loop
 *   <li>{@code turn}: such a loop turns to what the object is for; until its next turn, or its end
 * </ul>
 */
public final class CarrierSensor implements Sensor {

    private static final String TABLE = """
            given io/netty/util/concurrent/SingleThreadEventExecutor execute(Ljava/lang/Runnable;)V 0
            given? io/netty/util/concurrent/SingleThreadEventExecutor lazyExecute(Ljava/lang/Runnable;)V 0
            runs io/netty/util/concurrent/AbstractEventExecutor runTask,safeExecute 0
            made io/netty/util/concurrent/ScheduledFutureTask <init> this
            runs io/netty/util/concurrent/ScheduledFutureTask run()V this
            made? org/jboss/threads/EnhancedQueueExecutor$Task <init> this
            runs? org/jboss/threads/EnhancedQueueExecutor$Task run()V this
            made io/vertx/core/impl/DuplicatedContext <init> this
            in? io/vertx/core/impl/VertxImpl beginDispatch 0
            out? io/vertx/core/impl/VertxImpl endDispatch 0
            in? io/vertx/core/impl/AbstractContext beginDispatch()Lio/vertx/core/impl/ContextInternal; this
            out? io/vertx/core/impl/AbstractContext endDispatch this
            made? io/vertx/core/file/impl/FileSystemImpl$BlockingAction <init> this
            runs? io/vertx/core/file/impl/FileSystemImpl$BlockingAction handle(Lio/vertx/core/Promise;)V this
            made? io/vertx/core/http/impl/HttpServerFileUploadImpl <init> this
            part? io/vertx/core/http/impl/HttpServerFileUploadImpl handleEnd()V this
            apart? io/vertx/core/impl/TaskQueue run()V this
            made? io/vertx/core/impl/TaskQueue$Task <init> this
            turn? io/vertx/core/impl/TaskQueue$Task access$000,access$100(Lio/vertx/core/impl/TaskQueue$Task;)Ljava/lang/Runnable; 0
            made reactor/core/publisher/MonoCreate$DefaultMonoSink <init> this
            runs reactor/core/publisher/MonoCreate$DefaultMonoSink success,error this
            given reactor/netty/channel/FluxReceive startReceiver this
            given? org/apache/coyote/Request setReadListener this
            part? org/apache/catalina/connector/CoyoteAdapter asyncDispatch 0
            runs? org/apache/coyote/Request recycle this
            given? org/eclipse/jetty/server/HttpInput setReadListener this
            part? org/eclipse/jetty/server/HttpInput run()V this
            given? org/eclipse/jetty/ee8/nested/HttpInput setReadListener this
            part? org/eclipse/jetty/ee8/nested/HttpInput run()V this
            given? org/eclipse/jetty/ee9/nested/HttpInput setReadListener this
            part? org/eclipse/jetty/ee9/nested/HttpInput run()V this
            given? org/eclipse/jetty/ee10/servlet/HttpInput setReadListener this
            part? org/eclipse/jetty/ee10/servlet/HttpInput run()V this
            given? org/eclipse/jetty/ee11/servlet/HttpInput setReadListener this
            part? org/eclipse/jetty/ee11/servlet/HttpInput run()V this
            given? org/eclipse/jetty/server/internal/HttpChannelState$ChannelRequest demand(Ljava/lang/Runnable;)V 0
            holds? org/eclipse/jetty/util/thread/SerializedInvoker$Link <init> this,1
            runs? org/eclipse/jetty/util/thread/SerializedInvoker$Link run()V this
            made? io/undertow/servlet/spec/ServletInputStreamImpl$ServletInputStreamChannelListener <init> this
            part? io/undertow/servlet/spec/ServletInputStreamImpl$ServletInputStreamChannelListener handleEvent this
            part reactor/netty/channel/FluxReceive onInboundNext,onInboundComplete,onInboundError,drainReceiver this
            """;

    private static final int MADE = 0;
    private static final int GIVEN = 1;
    private static final int RUNS = 2;
    private static final int PART = 3;
    private static final int IN = 4;
    private static final int OUT = 5;
    private static final int APART = 6;
    private static final int TURN = 7;
    private static final int HOLDS = 8;

    /** Their first letters. */
    private static final String ROLES = "mgrpioath";

    private static final int REMEMBERED = 1 << 16;

    /** Often moved to the package of a library that brings it along. */
    private static final String NETTY = "io/netty/";

    private final Units units;
    private final WeakStates<Unit> carried;

    public CarrierSensor(Surroundings surroundings) {
        units = surroundings.units();
        carried = new WeakStates<>(REMEMBERED, "runtime.carriers", surroundings.drops());
    }

    @Override
    public void hooks(HookTable table) {
        for (int from = 0; from < TABLE.length(); from = TABLE.indexOf('\n', from) + 1) {
            int role = ROLES.indexOf(TABLE.charAt(from));
            Hook hook = Hook.written("runtime.carrier", TABLE, from, this, role);
            switch (role) {
                case MADE, HOLDS, OUT -> hook.atExit();
                case GIVEN, IN, TURN -> hook.atEntry();
                default -> hook.atEntry().atExit().atThrow();
            }
            table.add(hook.owner().startsWith(NETTY) ? hook.movable() : hook);
        }
    }

    @Override
    public void at(
            int point, @Nullable Object outcome, @Nullable Object carrier, @Nullable Object b, @Nullable Object c) {
        switch (point) {
            case ENTER + GIVEN, EXIT + MADE -> remember(carrier);
            case EXIT + HOLDS -> {
                Unit unit = b == null ? null : carried.remove(b);
                if (carrier != null && unit != null) {
                    carried.put(carrier, unit);
                }
            }
            case ENTER + RUNS -> units.adopt(or(carrier == null ? null : carried.remove(carrier)));
            case ENTER + PART, ENTER + IN -> units.adopt(or(carrier == null ? null : carried.get(carrier)));
            case ENTER + APART -> units.adopt(Unit.NONE);
            case ENTER + TURN -> {
                units.end();
                Unit unit = carrier == null ? null : carried.remove(carrier);
                units.adopt(unit == null ? Unit.NONE : unit);
            }
            default -> units.end();
        }
    }

    /** The unit that was carried here, or the one that the thread is in. */
    private Unit or(@Nullable Unit known) {
        return known == null ? units.current() : known;
    }

    private void remember(@Nullable Object carrier) {
        Unit unit = units.current();
        if (carrier != null && unit.isVisible()) {
            carried.put(carrier, unit);
        }
    }
}

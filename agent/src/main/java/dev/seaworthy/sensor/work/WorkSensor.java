package dev.seaworthy.sensor.work;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/**
 * Messages and scheduled runs, each of which is a unit of work. A library is a few lines here: where it hands a message
 * or a run to the application ({@code runs}), or where the application fetches messages itself ({@code fetches}).
 *
 * <p>The messages of one fetch are the thread's work until it fetches again, closes the consumer, or comes to the end of
 * the task or run that it fetched them in: what it does in between it does for them. A fetch inside a request is part of
 * the request.
 */
public final class WorkSensor implements Sensor {

    private static final int MESSAGE = 0;
    private static final int SCHEDULE = 1;
    private static final int FETCH = 2;
    private static final int NEXT = 3;
    private static final int AWAY = 4;
    private static final int NAMED = 5;
    private static final int THERE = 6;

    private final Units units;
    private final Drops drops;
    private final Late late;
    private final Hook javax =
            on("work.jms", "javax/jms/MessageListener", "onMessage", THERE).atLoad();
    private final Hook jakarta =
            on("work.jms", "jakarta/jms/MessageListener", "onMessage", THERE).atLoad();
    private @Nullable Subjects subjects;
    private @Nullable Listeners listeners;

    public WorkSensor(Surroundings surroundings, Late late) {
        units = surroundings.units();
        drops = surroundings.drops();
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        String kafka = "work.kafka";
        fetches(table, kafka, "org/apache/kafka/clients/consumer/KafkaConsumer", "poll");
        String kafkaListener = "org/springframework/kafka/listener/KafkaMessageListenerContainer$ListenerConsumer";
        runs(table, kafka, kafkaListener, "doInvokeRecordListener,doInvokeBatchListener", MESSAGE, 0);

        table.add(javax);
        table.add(jakarta);
        String jms = "work.jms"; // the same names for javax and jakarta
        fetches(table, jms, "org/apache/activemq/ActiveMQMessageConsumer", "receive,receiveNoWait");
        fetches(table, jms, "org/apache/activemq/artemis/jms/client/ActiveMQMessageConsumer", "receive,receiveNoWait");
        runs(table, jms, "org/apache/activemq/ActiveMQMessageConsumer", "dispatch", MESSAGE, 0);
        runs(table, jms, "org/apache/activemq/artemis/jms/client/JMSMessageListenerWrapper", "onMessage", MESSAGE, 0);
        String jmsListener = "org/springframework/jms/listener/AbstractMessageListenerContainer";
        runs(table, jms, jmsListener, "doExecuteListener", MESSAGE, 1);

        String rabbit = "work.rabbitmq";
        String delivery = "com/rabbitmq/client/impl/ConsumerDispatcher$5"; // in 4.12, 5.7 and 5.26
        named(table, rabbit, delivery, 3);
        runs(table, rabbit, delivery, "run", MESSAGE, Hook.SELF);
        String rabbitListener = "org/springframework/amqp/rabbit/listener/AbstractMessageListenerContainer";
        runs(table, rabbit, rabbitListener, "executeListener", MESSAGE, 1);

        String scheduled = "org/springframework/scheduling/support/ScheduledMethodRunnable";
        runs(table, "work.spring-scheduled", scheduled, "run", SCHEDULE, Hook.SELF);

        String quartz = "org/quartz/core/JobRunShell";
        named(table, "work.quartz", quartz, 1);
        runs(table, "work.quartz", quartz, "run", SCHEDULE, Hook.SELF);

        // A timer's thread takes its next task out of the queue, or puts it back for the next time, and then runs it.
        String timers = "java/util/TaskQueue";
        table.add(on("work.timer", timers, "removeMin,rescheduleMin", NEXT).atExit());
        table.add(on("work.timer", timers, "isEmpty", AWAY).atEntry());
    }

    private void runs(HookTable table, String name, String owner, String methods, int op, int subject) {
        table.add(on(name, owner, methods, op).give(subject).atEntry().atExit().atThrow());
    }

    private void fetches(HookTable table, String name, String owner, String methods) {
        table.add(on(name, owner, methods, FETCH).publicOnly().atEntry().atExit());
        table.add(on(name, owner, "close", AWAY).publicOnly().atEntry());
    }

    private void named(HookTable table, String name, String owner, int subject) {
        table.add(on(name, owner, "<init>", NAMED).give(Hook.SELF, subject).atExit());
    }

    private Hook on(String name, String owner, String methods, int op) {
        return Hook.on(name, owner, methods, null, this, op).optional();
    }

    @Override
    public void tick(long now, boolean last) {
        if (!last && (javax.isLoaded() || jakarta.isLoaded())) {
            Listeners known = listeners == null ? new Listeners(late, this, MESSAGE) : listeners;
            listeners = known;
            known.tick(now);
        }
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        switch (point) {
            case ENTER + MESSAGE ->
                units.begin(Subjects.kind(a), false, true, subjects().of(a));
            case ENTER + SCHEDULE ->
                units.begin(Unit.Kind.SCHEDULE, false, true, subjects().of(a));
            case ENTER + FETCH, ENTER + AWAY -> units.turnAway();
            case THROWN + MESSAGE, THROWN + SCHEDULE -> {
                if (outcome instanceof Throwable thrown) {
                    units.open().failed(thrown);
                }
                units.end();
            }
            case EXIT + FETCH -> fetched(outcome);
            case EXIT + NEXT -> units.turnTo(Unit.Kind.TASK, "");
            case EXIT + NAMED -> subjects().name(a, b);
            default -> {
                if (outcome instanceof Throwable thrown && point >= THROWN) {
                    units.open().failed(thrown);
                }
                units.end();
            }
        }
    }

    private void fetched(@Nullable Object result) {
        if (result != null
                && !(result instanceof Iterable<?> all && !all.iterator().hasNext())) {
            units.turnTo(Subjects.kind(result), subjects().of(result));
        }
    }

    private Subjects subjects() {
        Subjects known = subjects == null ? new Subjects(drops) : subjects;
        subjects = known;
        return known;
    }
}

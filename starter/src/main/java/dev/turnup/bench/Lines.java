package dev.turnup.bench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Some lines, of which each is changed by one client at a time: up, then down, then up … */
final class Lines {
    private record Line(String product, boolean fast) {}

    private final BlockingQueue<Line> idle = new LinkedBlockingQueue<>();
    private final Subject subject;

    Lines(Subject subject, int count) {
        this.subject = subject;
        for (int n = 0; n < count; n++) {
            idle.add(new Line(subject.toEnd(subject.line()) + "-1", false));
        }
    }

    /** There are as many lines as clients, so none waits. */
    void changeOne() {
        Line line = idle.remove();
        subject.toEnd(subject.speedChange(line.product(), !line.fast()));
        idle.add(new Line(line.product(), !line.fast()));
    }
}

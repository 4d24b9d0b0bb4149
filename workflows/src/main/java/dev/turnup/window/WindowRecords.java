package dev.turnup.window;

import io.temporal.activity.ActivityInterface;

/** The window's rows in our own database, which are the truth. */
@ActivityInterface(namePrefix = "window.")
public interface WindowRecords {

    /** Does whatever is due by now, once: places the raise or the return, and follows how they ended. */
    WindowLook goOn(WindowStart start);
}

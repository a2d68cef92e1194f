#pragma once
/// Files of strangers are read in a process of their own.

namespace salus::apps {

/// Goes on in a child process with bounded memory and time, and without core dumps; the calling process waits there,
/// ends with the child's exit code, and never returns. The HDF5 library can be crashed by a crafted file: then only the
/// child dies, and the user reads what happened (exit code 7). To be called before there are threads. @throws
/// output::IoError where no process can be made.
void continue_in_child();

}  // namespace salus::apps

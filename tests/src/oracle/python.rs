//! lxml and expat, asked through `tests/oracle.py` about many files at once.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio, id};
use std::thread;

use crate::{report, root};

/// Questions in the making, and the folder of their files, which goes when this does.
pub struct Python {
    folder: PathBuf,
    files: usize,
    questions: String,
}

impl Python {
    /// An empty list of questions.
    ///
    /// # Panics
    /// Where the system's folder for temporary files cannot be written.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cimwire-{name}-{}", id()));
        fs::create_dir_all(&folder).expect("a folder for temporary files");
        Self { folder, files: 0, questions: String::new() }
    }

    /// A file for a question.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn file(&mut self, bytes: impl AsRef<[u8]>) -> PathBuf {
        self.files += 1;
        let path = self.folder.join(self.files.to_string());
        fs::write(&path, bytes).expect("a temporary file");
        path
    }

    /// Adds a question: a verb of `oracle.py` and its files.
    pub fn ask(&mut self, verb: &str, files: &[PathBuf]) {
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        self.questions.push_str(&format!("{verb}\t{}\n", files.join("\t")));
    }

    /// One line for each question, in order; none, and a line that says so, where this machine
    /// has no Python with lxml (`PYTHON` names another one than `python3`).
    ///
    /// # Panics
    /// Where the oracle itself fails.
    #[must_use]
    pub fn answers(self) -> Option<Vec<String>> {
        let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
        let has_lxml = Command::new(&python).args(["-c", "import lxml.etree"]).output();
        if !has_lxml.is_ok_and(|output| output.status.success()) {
            report("skipped: no Python with lxml to judge by (PYTHON)");
            return None;
        }
        let mut judge = Command::new(python)
            .arg(root().join("tests/oracle.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python has just run");
        let mut input = judge.stdin.take().expect("a piped input");
        let questions = self.questions.clone();
        let writer = thread::spawn(move || input.write_all(questions.as_bytes()));
        let output = judge.wait_with_output().expect("the oracle's output");
        writer.join().expect("no panic").expect("the oracle reads all questions");
        assert!(output.status.success(), "oracle.py: {}", output.status);
        let answers = String::from_utf8(output.stdout).expect("UTF-8");
        let answers: Vec<String> = answers.lines().map(str::to_owned).collect();
        assert_eq!(answers.len(), self.questions.lines().count(), "an answer to each question");
        Some(answers)
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // What is left of a folder of the system's own is its business.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

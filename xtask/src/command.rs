//! Other programs: started from the workspace root, their commands shown.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::step::Stop;

/// The folder of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the workspace")
}

/// Where builds with flags of their own go, so that they leave the usual build alone.
#[must_use]
pub fn target(name: &str) -> PathBuf {
    let folder =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(folder).join(name)
}

/// A folder with nothing in it.
///
/// # Errors
/// `Failed` when what is there cannot be removed, or the folder not be made.
pub fn empty(folder: &Path) -> Result<PathBuf, Stop> {
    let failed = |error| Stop::Failed(format!("{}: {error}", folder.display()));
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    Ok(folder.to_owned())
}

/// A command run in the workspace root.
#[must_use]
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// The Cargo that started us.
#[must_use]
pub fn cargo(arguments: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// Cargo whose built programs are started through `runner`, such as valgrind.
#[must_use]
pub fn cargo_through(runner: &[&str], arguments: &[&str]) -> Command {
    let mut command = cargo(&["--config", &format!("target.'cfg(all())'.runner = {runner:?}")]);
    command.args(arguments);
    command
}

/// The platform that we run on, as rustc names it.
///
/// # Errors
/// `Failed` when rustc does not say.
pub fn host() -> Result<String, Stop> {
    let (version, _) = capture(&mut program("rustc", &["-vV"]))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Stop::Failed("rustc -vV: expected a line `host:`".to_owned()))
}

/// Runs a command in view of the user.
///
/// # Errors
/// `Failed` when it cannot be started or does not end with exit code 0.
pub fn run(command: &mut Command) -> Result<(), Stop> {
    let shown = show(command);
    println!("$ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::Failed(format!("{shown}: {status}"))),
        Err(error) => Err(Stop::Failed(format!("{shown}: {error}"))),
    }
}

/// Runs a command and returns what it wrote to standard output and standard error.
///
/// # Errors
/// `Failed`, with its standard error, when it cannot be started or does not end with exit code 0.
pub fn capture(command: &mut Command) -> Result<(String, String), Stop> {
    let shown = show(command);
    let output = command.output().map_err(|error| Stop::Failed(format!("{shown}: {error}")))?;
    let [out, err] =
        [&output.stdout, &output.stderr].map(|b| String::from_utf8_lossy(b).into_owned());
    if output.status.success() {
        Ok((out, err))
    } else {
        Err(Stop::Failed(format!("{shown}: {}\n{err}", output.status)))
    }
}

/// Makes sure that a tool is there: `probe` asks for its version.
///
/// # Errors
/// `Skipped`, naming the tool, when it is not.
pub fn need(tool: &str, mut probe: Command) -> Result<(), Stop> {
    let status = probe.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Stop::Skipped(format!("{tool} is not installed"))),
    }
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let mut shown = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_tool_is_skipped_by_name() {
        let stop = need("no-such-tool", program("cimwire-no-such-tool", &["--version"]));
        assert!(matches!(stop, Err(Stop::Skipped(why)) if why.starts_with("no-such-tool ")));
    }

    #[test]
    fn a_program_that_errs_is_a_failure_with_its_command() {
        let stop = run(&mut cargo(&["no-such-command"]));
        assert!(
            matches!(stop, Err(Stop::Failed(why)) if why.starts_with("cargo no-such-command: "))
        );
    }
}

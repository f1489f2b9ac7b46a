//! A service on this machine that gives answers it was given, for examples that need one.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::{fs, thread};

use crate::command::root;

/// Starts a service that answers one request after the other with files of `tests/corpus`; returns
/// its address. It ends with the last answer, or with this process.
///
/// # Errors
/// A file that cannot be read, a port that cannot be had.
pub fn start(answers: &[&str]) -> io::Result<String> {
    let read = |name: &&str| fs::read(root().join("tests/corpus").join(name));
    let answers: Vec<Vec<u8>> = answers.iter().map(read).collect::<io::Result<_>>()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/wsman", listener.local_addr()?);
    thread::spawn(move || answer_all(&listener, &answers));
    Ok(address)
}

/// One connection serves them all, or each has its own: both are HTTP.
fn answer_all(listener: &TcpListener, answers: &[Vec<u8>]) -> io::Result<()> {
    let mut answers = answers.iter();
    while answers.len() > 0 {
        let (mut stream, _) = listener.accept()?;
        let mut requests = BufReader::new(stream.try_clone()?);
        while answers.len() > 0 && skip_request(&mut requests)? {
            if let Some(answer) = answers.next() {
                send(&mut stream, answer)?;
            }
        }
    }
    Ok(())
}

/// Reads a request to its end; false where the client has closed the connection.
fn skip_request(requests: &mut impl BufRead) -> io::Result<bool> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if requests.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        if line == "\r\n" {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    io::copy(&mut requests.take(length), &mut io::sink())?;
    Ok(true)
}

fn send(stream: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    let length = answer.len();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n")?;
    write!(stream, "Content-Length: {length}\r\n\r\n")?;
    stream.write_all(answer)
}

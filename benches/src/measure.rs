//! How time is taken: thread CPU time of blocks of about 2 ms, contenders taking turns.
//!
//! A neighbour on the machine slows every contender of a round alike, so ratios are taken within a
//! round and their median is reported; speeds are those of the best round.

use cpu_time::ThreadTime;

/// One contender's work: a pass over every message of the case.
pub type Pass<'a> = Box<dyn FnMut() + 'a>;

/// Seconds a pass took, for each contender in each round.
pub struct Times(Vec<Vec<f64>>);

impl Times {
    /// Runs each pass in turn, `rounds` times (at least once).
    pub fn take(passes: &mut [Pass<'_>], rounds: usize) -> Self {
        let blocks: Vec<usize> = passes.iter_mut().map(|pass| block(pass)).collect();
        let mut times = vec![Vec::with_capacity(rounds); passes.len()];
        for _ in 0..rounds.max(1) {
            for (contender, pass) in passes.iter_mut().enumerate() {
                times[contender].push(seconds(pass, blocks[contender]));
            }
        }
        Self(times)
    }

    /// The shortest time of a contender's pass, in seconds.
    pub fn best(&self, contender: usize) -> f64 {
        self.0[contender].iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// How many times faster than the reference: the median over the rounds.
    pub fn ratio(&self, contender: usize, reference: usize) -> f64 {
        let pairs = self.0[contender].iter().zip(&self.0[reference]);
        let mut ratios: Vec<f64> = pairs.map(|(own, other)| other / own).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    }
}

/// Prepares the process: one core (the last, or the one asked for), and freed memory kept (glibc), because an allocator that gives
/// its pages back after every message halves the speed of every DOM and would flatter us.
pub fn prepare(core: Option<usize>) {
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    if let Some(&core) = cores.iter().rfind(|known| core.is_none_or(|core| known.id == core)) {
        core_affinity::set_for_current(core);
    }
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: mallopt takes two integers, may be called at any time and touches no memory of ours.
    unsafe {
        libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT);
        libc::mallopt(libc::M_MMAP_THRESHOLD, KEPT);
    }
}

/// Passes that fill a block, found on a warm contender.
fn block(pass: &mut Pass<'_>) -> usize {
    let mut passes = 1;
    loop {
        let taken = seconds(pass, passes) * passes as f64;
        if taken >= BLOCK / 2.0 {
            return ((passes as f64 * BLOCK / taken) as usize).max(1);
        }
        passes *= 2;
    }
}

fn seconds(pass: &mut Pass<'_>, passes: usize) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..passes {
        pass();
    }
    start.elapsed().as_secs_f64() / passes as f64
}

/// Seconds in a block.
const BLOCK: f64 = 0.002;
/// Bytes glibc may keep instead of returning them to the kernel.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEPT: libc::c_int = 1 << 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_work_takes_twice_the_time() {
        let work = |amount: u64| -> Pass<'static> {
            Box::new(move || {
                std::hint::black_box(
                    (0..amount).fold(1_u64, |sum, k| std::hint::black_box(sum ^ k)),
                );
            })
        };
        let times = Times::take(&mut [work(40_000), work(20_000)], 9);
        let ratio = times.ratio(1, 0);
        assert!((1.3..3.0).contains(&ratio), "{ratio}");
        assert!(times.best(1) < times.best(0));
    }
}

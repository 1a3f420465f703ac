//! Work in parallel, results in order, and only so much of both at a time.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};

/// Jobs that are begun and whose results have not been taken, for each thread.
const JOBS_A_THREAD: usize = 32;

/// Does jobs in parallel, on the threads of the program, and takes the results in the order of the jobs on this one. The
/// jobs that are begun and whose results have not been taken weigh no more than `most` together, unless one alone does.
///
/// # Errors
///
/// When `take` fails: then nothing more is begun.
pub(super) fn in_order<J: Send, R: Send, E>(
    jobs: impl Iterator<Item = J>,
    weight: impl Fn(&J) -> usize,
    most: usize,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let most_jobs = JOBS_A_THREAD * rayon::current_num_threads();
    rayon::in_place_scope(|scope| {
        let work = &work;
        let mut begun: VecDeque<(usize, Receiver<R>)> = VecDeque::new();
        let mut all = 0;
        // A worker that panicked sends nothing; the scope passes its panic on.
        let mut take_first = |begun: &mut VecDeque<(usize, Receiver<R>)>, all: &mut usize| {
            let Some((weight, result)) = begun.pop_front() else { return Ok(()) };
            *all -= weight;
            result.recv().map_or(Ok(()), &mut take)
        };
        for job in jobs {
            let weight = weight(&job);
            while begun.len() >= most_jobs || !begun.is_empty() && all + weight > most {
                take_first(&mut begun, &mut all)?;
            }
            let (done, result) = sync_channel(1);
            scope.spawn(move |_| drop(done.send(work(job))));
            begun.push_back((weight, result));
            all += weight;
        }
        while !begun.is_empty() {
            take_first(&mut begun, &mut all)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut taken = Vec::new();
        let slow_first = |job: u64| {
            std::thread::sleep(std::time::Duration::from_millis(20_u64.saturating_sub(job)));
            job
        };
        let take = |job| {
            taken.push(job);
            Ok::<(), ()>(())
        };
        in_order(0..40, |_| 1, 8, slow_first, take).unwrap();
        assert_eq!(taken, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_begun_than_may_be_at_hand() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |_| begun.fetch_add(3, Ordering::SeqCst);
        let take = |_| {
            taken += 3;
            assert!(begun.load(Ordering::SeqCst) <= taken + 10);
            Ok::<(), ()>(())
        };
        in_order(0..50, |_| 3, 10, work, take).unwrap();
    }

    #[test]
    fn after_a_failure_nothing_is_begun() {
        let mut jobs = 0..1000;
        let failed = in_order(jobs.by_ref(), |_| 1, 4, |job| job, |job| if job == 3 { Err(()) } else { Ok(()) });
        assert!(failed.is_err() && jobs.start < 20);
    }
}

# Random effects of the cases by metafor 3.8 (Debian: r-cran-metafor): Rscript metafor.R makes cases.csv (BCG trials and
# drawn cases) and results.csv anew. The suite reads both and does not run R.
library(metafor)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
bcg <- escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
cases <- data.frame(case = "bcg", log_rr = round(bcg$yi, 6), standard_error = round(sqrt(bcg$vi), 6))
set.seed(1)
for (k in c(2, 3, 5, 12, 40)) for (tau in c(0, 0.1, 0.4)) {
  s <- exp(rnorm(k, log(0.2), 0.6))
  y <- rnorm(k, -0.2, sqrt(tau^2 + s^2))
  cases <- rbind(cases, data.frame(case = paste0("k", k, "_tau", tau), log_rr = round(y, 6), standard_error = round(s, 6)))
}
write.csv(cases, file.path(here, "cases.csv"), row.names = FALSE, quote = FALSE)
results <- data.frame()
for (case in unique(cases$case)) for (method in c("DL", "PM", "REML")) for (test in c("z", "knha")) {
  d <- cases[cases$case == case, ]
  fit <- rma(d$log_rr, sei = d$standard_error, method = method, test = test,
             control = list(tol = 1e-10, threshold = 1e-10, maxiter = 10000))
  results <- rbind(results, data.frame(case = case, method = method, test = test, mean = round(c(fit$b), 8),
                                       standard_error = round(fit$se, 8), tau2 = round(fit$tau2, 8), q = round(fit$QE, 6)))
}
write.csv(results, file.path(here, "results.csv"), row.names = FALSE, quote = FALSE)

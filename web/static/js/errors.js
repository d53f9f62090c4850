// Leads whoever sent a form with mistakes to the list of them, in browsers without autofocus on it.

document.querySelector(".kp-errors")?.focus();

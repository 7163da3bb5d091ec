"""A resident's services: applying, what goes on with a case, times that are booked. Source: B7, I3, I4, I9, I10, J3."""
